"""Words that tell references from other texts: folders, sizes, ordinary words that are names of models too."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Folders that people keep files in, and what else stands before a slash that is nobody's account.
FOLDERS = _words(
    """
    models model checkpoints checkpoint ckpts ckpt weights data dataset datasets output outputs out result
    results run runs logs log tmp cache assets asset src lib dist build tests test examples home root mnt opt
    usr var etc content workspace local pretrained pretrained_models saved_models saved_model trained_models
    save saves exp experiments artifacts files file storage resources static public config configs scripts tools
    app api v1 v2 docs path images image text application audio video font multipart message gs s3 refs heads
    feature features fix release branch origin
    """
)
#: Words that are names of sizes and forms, and name no model by themselves.
SIZES = _words(
    """
    tiny small base medium large big huge giant xl xxl mini nano micro pro ultra turbo max lite light flash fast
    plus air default auto standard instruct chat latest none null true false main test custom basic general
    preview high low mid transformer switch brain blood align moment supervision monomer
    """
)
#: First words of names of models that nothing else has, so that a name of two words without a number is one.
EVIDENT = _words(
    """
    gemini claude mistral codestral magistral devstral pixtral deepseek qwen qwq grok doubao reka pplx dialogpt
    bert albert distilroberta xlnet wavlm
    """
)
#: Services and libraries that put their own name before those of accounts: `openrouter/openai/o3-mini`.
GATEWAYS = _words(
    """
    @cf openrouter litellm litellm_proxy fireworks_ai together_ai vertex_ai azure_ai azure bedrock deepinfra nvidia_nim
    databricks sagemaker replicate huggingface hosted_vllm ollama ollama_chat lm_studio cloudflare vercel_ai_gateway
    novita nebius gradient_ai oci watsonx snowflake
    """
)
#: Ordinary words that are names of models too: with a small number behind them they are something else.
ORDINARY = _words(
    """
    gen step stage evo nova titan orca eagle moment muse aurora genie solar granite radio falcon florence
    chronos cambrian uni var seem led lit git opt bit bits aim mit pe pi dia eval base large mini small medium
    switch align arctic canary image video text speech audio act data swin eva rt mm ul mt emu sana toto phoenix
    pixel stable jurassic kosmos infinity
    """
)
#: The beginnings of names of runs and files, rather than of models.
RUNS = _words(
    "model models checkpoint checkpoints ckpt run runs exp experiment test data output out result version step epoch"
)
#: Words of names that somebody gave to a server, a test or a part of a program, rather than to a model.
OTHERS = _words(
    """
    model models test tests testing fake mock mocked dummy demo sample example placeholder deployment deployments
    endpoint alias adapter custom my your own id name provider server service client agent assistant bot app handler
    plugin tool tools safety inference tokenizer tokenizers dataset datasets runner worker cluster node instance job
    task pipeline queue router proxy gateway only mode option options config default
    """
)
#: First words of names of devices and machines, which have models of another kind.
DEVICES = _words(
    """
    iphone ipad ipod macbook imac galaxy xperia thinkpad latitude inspiron xps surface raspberry esp stm arduino rtx gtx
    geforce quadro radeon ryzen xeon core cortex snapdragon tesla corolla civic camry mustang sensor printer camera
    airpods kindle playstation xbox switch e1000 virtio vmxnet ne2k
    """
)
#: Words that names of models end in, which things seldom have that are none.
FORMS = _words(
    """
    pro mini nano large small medium xl chat instruct embed embedding embeddings turbo latest preview flash lite ultra
    plus max online reasoner coder vision tts rerank reranker moderation diffusion bert gpt llm vl thinking
    """
)
#: Words that say what a model is for and not which it is: `text-embedding`, `code-chat`.
GENERIC = FORMS | _words(
    "text image audio video speech code data query document sentence title summary user team prod dev"
)
