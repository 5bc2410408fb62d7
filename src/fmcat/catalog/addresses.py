"""What surrounds an id: addresses, schemes, services and file names."""

import re
from dataclasses import replace
from urllib.parse import unquote

from fmcat.catalog.spellings import Reading, Rule, pattern, weaker
from fmcat.messages import say

_WEB = r"(?:https?://)?(?:www\.)?"
_PART = r"[^/\s]+"
_OWNED = rf"(?P<owner>{_PART})/(?P<name>[^/\s?#@]+)"
_REST = r"(?:[/?#@].*)?"
_ARXIV = r"(?P<name>\d{4}\.\d{4,5})(?:v\d+)?"
#: What takes the place of an account in addresses of the Hugging Face Hub, and is a page of its own.
HUB_PAGES = (
    "activity|api|blog|brand|changelog|chat|collections|content-policy|course|datasets|docs|enterprise|front|inference"
    "|inference-api|inference-endpoints|jobs|join|kernels|languages|learn|login|logout|models|new|new-dataset|new-space"
    "|notifications|oauth|organizations|papers|playground|posts|pricing|privacy|search|settings|spaces|storage|subscribe"
    "|support|tasks|terms-of-service|welcome"
)
#: The makers as Amazon Bedrock writes them in front of a model's name.
_BEDROCK = (
    "ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen"
    "|stability|twelvelabs|writer|zai"
)
#: Services in front of an id that host models of others.
_HOSTS = (
    "aiand|aihubmix|aiml|anyscale|aws_polly|azure|azure_ai|baseten|bedrock|bedrock_converse|bedrock_mantle"
    "|bigmodel|cerebras|chatgpt|chutes|claude_platform|clf_ai_gateway|cloudflare|codestral|coralbricks|crusoe"
    "|darkbloom|dashscope|databricks|deepinfra|empiriolabs|fal_ai|featherless_ai|fireworks|fireworks_ai"
    "|friendliai|gateway|gemini|github|github-models|github_copilot|gmi|gradient_ai|groq|heroku|hosted_vllm"
    "|hostinger_router|huggingface|hyperbolic|inferenceapis|kyma|lambda_ai|lemonade|libertai|litellm_proxy"
    "|llamagate|lm_studio|meta_llama|moonshot|nebius|novita|nscale|nvidia_nim|oci|ollama|ollama_chat|opencode"
    "|opencode_go|openinfer|openrouter|oracle|ovhcloud|palm|perplexity|publicai|qwen_ai_platform|qwencloud"
    "|replicate|requesty|sagemaker|sail|sambanova|scaleway|scx-ai|siliconflow|snowflake|streamlake|tensormesh"
    "|text-completion-codestral|text-completion-openai|together|together_ai|togethercomputer|vercel"
    "|vercel_ai_gateway|vertex_ai|vertex_ai_beta|vllm|volcengine|wally|wandb|watsonx|xiaomi_mimo|zerogpu"
)
_FILE = r"gguf|ggml|safetensors|bin|pth?|ckpt|onnx|tflite|mlmodel|mlpackage|h5|msgpack|nemo|llamafile|engine"

#: What may surround an id; tried in this order, repeatedly, on the whole id.
ADDRESSES: tuple[Rule, ...] = (
    Rule(
        "cached-folder",
        rf"(?:.*/)?models--(?:(?P<owner>[^/]+?)--)?(?P<name>(?:(?!--)[^/])+){_REST}",
        "hub/models--facebook--dinov2-base/snapshots/main",
        "facebook/dinov2-base",
    ),
    Rule(
        "hub-paper",
        rf"{_WEB}(?:huggingface\.co|hf\.co)/papers/{_ARXIV}",
        "https://huggingface.co/papers/2103.00020",
        "2103.00020",
        space="arxiv",
    ),
    Rule(
        "hub-page",
        rf"{_WEB}(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?!(?:{HUB_PAGES})/){_OWNED}{_REST}",
        "https://huggingface.co/openai/clip-vit-large-patch14/tree/main",
        "openai/clip-vit-large-patch14",
    ),
    Rule(
        "hub-page-without-owner",
        rf"{_WEB}(?:huggingface\.co|hf\.co)/(?!(?:{HUB_PAGES})/?$)(?P<name>[^/\s?#]+)/?",
        "https://huggingface.co/gpt2",
        "gpt2",
    ),
    Rule(
        "hub-scheme", rf"hf(?:[-_]hub)?:(?://)?{_OWNED}{_REST}", "hf-hub:timm/ViT-B-16-SigLIP", "timm/ViT-B-16-SigLIP"
    ),
    Rule(
        "purl", rf"pkg:huggingface/{_OWNED}{_REST}", "pkg:huggingface/facebook/dinov2-base@main", "facebook/dinov2-base"
    ),
    Rule(
        "arxiv",
        rf"(?:{_WEB}(?:export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:|(?:{_WEB}(?:dx\.)?doi\.org/|doi:)?10\.48550/arxiv\.)?{_ARXIV}(?:\.pdf)?/?",
        "https://arxiv.org/abs/2103.00020v1",
        "2103.00020",
        space="arxiv",
    ),
    Rule(
        "doi",
        rf"(?:{_WEB}(?:dx\.)?doi\.org/|doi:)?(?P<name>10\.\d{{4,9}}/\S+)",
        "https://doi.org/10.1038/s41586-021-03819-2",
        "10.1038/s41586-021-03819-2",
        space="doi",
    ),
    Rule(
        "github",
        rf"(?:{_WEB}github\.com/|git@github\.com:|github:|pkg:github/)(?P<name>{_PART}/[^/\s?#@]+?)(?:\.git)?{_REST}",
        "https://github.com/facebookresearch/dinov2",
        "facebookresearch/dinov2",
        space="github",
    ),
    Rule(
        "openalex",
        rf"(?:{_WEB}openalex\.org/(?:works/)?|openalex:)(?P<name>w\d+)",
        "openalex:W3135367836",
        "W3135367836",
        space="openalex",
    ),
    Rule(
        "space-of-names",
        r"(?:models\.dev|epoch|timm|open_clip|ollama):(?:/{0,2})(?P<name>\S.*)",
        "models.dev:gpt-4o",
        "gpt-4o",
    ),
    Rule(
        "ollama-page",
        rf"{_WEB}(?:registry\.)?ollama\.(?:com|ai)/(?:library/)?(?P<name>\S+)",
        "https://ollama.com/library/llama3.1:8b",
        "llama3.1:8b",
    ),
    Rule(
        "bedrock-arn",
        r"arn:aws[\w-]*:(?:bedrock|sagemaker):.*/(?P<name>[^/]+)",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
        "amazon.nova-pro-v1:0",
    ),
    Rule(
        "bedrock",
        rf"(?:(?:us|us-gov|eu|apac|au|ca|jp|sa|global)\.)?(?P<owner>{_BEDROCK})\.(?P<name>[a-z][\w.:-]+)",
        "us.anthropic.claude-3-5-sonnet-20240620-v1:0",
        "anthropic/claude-3-5-sonnet-20240620-v1:0",
    ),
    Rule(
        "publisher",
        r"(?:projects/.*/)?publishers/(?P<owner>[^/]+)/models/(?P<name>[^/]+)",
        "publishers/google/models/gemini-1.5-pro",
        "google/gemini-1.5-pro",
    ),
    Rule(
        "account",
        r"accounts/[^/]+/(?:models|routers)/(?P<name>[^/]+)",
        "accounts/fireworks/models/llama-v3p1-8b-instruct",
        "llama-v3p1-8b-instruct",
    ),
    Rule(
        "azure-registry",
        r"azureml://registries/[^/]+/models/(?P<name>[^/]+)(?:/.*)?",
        "azureml://registries/azure-openai/models/gpt-4o/versions/2",
        "gpt-4o",
    ),
    Rule(
        "cloudflare",
        r"@(?:cf|hf)/(?P<name>[^/]+/[^/]+)",
        "@cf/meta/llama-3.1-8b-instruct",
        "meta/llama-3.1-8b-instruct",
    ),
    Rule(
        "region",
        r"(?:[a-z]{2}(?:-gov)?-[a-z]+-\d|(?:us|eu|global|global-standard|\*)(?=/[a-z]))/(?P<name>\S+)",
        "us-east-1/anthropic.claude-v2",
        "anthropic.claude-v2",
    ),
    Rule("foundry", r"azure_ai/FW-(?P<name>[^/]+)", "azure_ai/FW-Kimi-K2.5", "Kimi-K2.5"),
    Rule(
        "host",
        rf"(?:{_HOSTS})/(?P<name>[^\s].*)",
        "openrouter/anthropic/claude-3.5-sonnet",
        "anthropic/claude-3.5-sonnet",
    ),
    Rule(
        "picture",
        r"(?:(?:low|medium|high|hd|standard)/)?(?:\d+-x-\d+/(?:(?:max|\d+)-steps/)?)(?P<name>[^\s].*)",
        "azure/low/1024-x-1024/gpt-image-1",
        "gpt-image-1",
    ),
    Rule(
        "databricks",
        r"databricks-(?P<name>(?!dbrx).+)",
        "databricks/databricks-gemini-2-5-flash",
        "gemini-2-5-flash",
    ),
    Rule("models-prefix", r"models/(?P<name>[^/]+)", "models/gemini-1.5-pro", "gemini-1.5-pro"),
    Rule(
        "file-of-repository",
        rf"{_OWNED}/(?:.*/)?(?:model|pytorch_model|tf_model|flax_model|consolidated|diffusion_pytorch_model|adapter_model)[\w.-]*\.(?:{_FILE})",
        "facebook/dinov2-base/model.safetensors",
        "facebook/dinov2-base",
    ),
    Rule(
        "file-name",
        rf"(?:.*[/\\])?(?P<name>[^/\\]+?)(?:-\d{{5}}-of-\d{{5}})?\.(?:{_FILE})",
        "models/qwen2.5-72b-instruct-q4_k_m-00001-of-00012.gguf",
        "qwen2.5-72b-instruct-q4_k_m",
        best="repackaged",
        label=say("file"),
        needs_weights=True,
    ),
    Rule(
        "revision",
        rf"{_OWNED}@(?:main|(?=\d*[a-f])[0-9a-f]{{7,40}})",
        "facebook/dinov2-base@main",
        "facebook/dinov2-base",
    ),
)


def addressed(text: str) -> Reading:
    """The id without the addresses, schemes, services and file names around it."""
    reading = Reading(unquote(text) if text.startswith(("pkg:", "http")) else text)
    for _ in range(len(ADDRESSES)):
        for rule in ADDRESSES:
            if (
                reading.space == "name"
                and not reading.owner
                and (found := pattern(rule.pattern).fullmatch(reading.text))
            ):
                reading = _applied(reading, rule, found)
                break
        else:
            break
    return _owned(reading)


def _applied(reading: Reading, rule: Rule, found: re.Match[str]) -> Reading:
    parts = found.groupdict()
    named = re.fullmatch(rf"({_PART})/({_PART})", parts["name"])
    owner = parts.get("owner") or reading.owner
    return replace(
        reading,
        text=parts["name"],
        owner=owner if named is None else reading.owner,
        space=rule.space or reading.space,
        best=weaker(reading.best, rule.best),
        removed=(*reading.removed, (rule, found[0])),
    )


def _owned(reading: Reading) -> Reading:
    """The reading with the owner split off: `meta-llama/Llama-2-7b`."""
    if reading.space != "name" or reading.owner or not (named := re.fullmatch(rf"({_PART})/({_PART})", reading.text)):
        return reading
    return replace(reading, owner=named[1], text=named[2])
