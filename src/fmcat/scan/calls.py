"""Functions that take the name of a model, a row each."""

from typing import NamedTuple

from fmcat.scan.literal import Degree


class Call(NamedTuple):
    """Functions that take a model's name: as the argument of that number (None: only by keyword) or by a keyword.

    `functions` is a pattern for the last parts of the dotted name. The `example` names the model `org/name-7b` once.
    """

    rule: str
    functions: str
    argument: int | None
    keywords: tuple[str, ...]
    example: str
    degree: Degree = "certain"
    before: str = ""


_MODEL = ("model", "model_name", "model_id", "name")
CALLS: tuple[Call, ...] = (
    Call(
        "from-pretrained",
        r"(?:from_pretrained|from_pretrained_model|fromPretrained|from_pretrained_module)",
        0,
        ("pretrained_model_name_or_path", "pretrained_model_name", "model_name", "model_id", "repo_id"),
        'AutoModel.from_pretrained("org/name-7b", revision="main")',
    ),
    Call(
        "adapter",
        r"(?:Peft|Auto[Pp]eft)\w*\.from_pretrained|load_(?:lora_weights|adapter|lora)",
        1,
        (),
        'PeftModel.from_pretrained(base, "org/name-7b")',
    ),
    Call("pipeline", r"pipeline", 1, ("model", "tokenizer"), 'pipeline("text-generation", "org/name-7b")'),
    Call(
        "sentence-transformers",
        r"(?:SentenceTransformer|CrossEncoder|SparseEncoder|FlagModel|BGEM3FlagModel|TextEmbedding|TextCrossEncoder"
        r"|SparseTextEmbedding|SetFitModel|HuggingFaceEmbeddings?|HuggingFaceBgeEmbeddings|HuggingFaceInstructEmbeddings"
        r"|SentenceTransformerEmbeddings?|SentenceTransformerEmbeddingFunction)",
        0,
        (*_MODEL, "model_name_or_path"),
        'SentenceTransformer("org/name-7b")',
    ),
    Call("inference-client", r"(?:Async)?InferenceClient", 0, ("model",), 'InferenceClient("org/name-7b")'),
    Call("vllm", r"(?:vllm\.)?(?:LLM|AsyncEngineArgs|EngineArgs)", 0, ("model",), 'LLM("org/name-7b")', "likely"),
    Call(
        "sglang", r"(?:sgl|sglang)\.(?:Engine|Runtime)", None, ("model_path",), 'sgl.Engine(model_path="org/name-7b")'
    ),
    Call(
        "hub-download",
        r"(?:hf_hub_download|snapshot_download|hf_hub_url|model_info|cached_download|InferenceApi)",
        0,
        ("repo_id", "model_id"),
        'snapshot_download(repo_id="org/name-7b")',
    ),
    Call("timm", r"timm\.create_model", 0, ("model_name",), 'timm.create_model("hf-hub:org/name-7b", pretrained=True)'),
    Call("create-model", r"create_model", 0, ("model_name",), 'create_model("org/name-7b")', "likely"),
    Call(
        "open-clip",
        r"(?:create_model_and_transforms|create_model_from_pretrained|get_tokenizer)",
        0,
        ("model_name",),
        'open_clip.create_model_and_transforms("hf-hub:org/name-7b")',
        "likely",
    ),
    Call("openai-clip", r"clip\.load", 0, ("name",), 'clip.load("org/name-7b", device="cpu")', before="clip "),
    Call("whisper", r"whisper\.load_model", 0, ("name",), 'whisper.load_model("org/name-7b")', before="whisper-"),
    Call(
        "faster-whisper",
        r"(?:faster_whisper\.)?(?:Whisper|BatchedWhisper)Model",
        0,
        ("model_size_or_path",),
        'WhisperModel("org/name-7b")',
        before="whisper-",
    ),
    Call("torch-hub", r"hub\.load", 1, ("model",), 'torch.hub.load("org/code", "org/name-7b")', "likely"),
    Call(
        "chat-model",
        r"(?:init_chat_model|init_embeddings|ChatOpenAI|AzureChatOpenAI|ChatAnthropic|ChatGoogleGenerativeAI"
        r"|ChatVertexAI|ChatMistralAI|ChatGroq|ChatOllama|ChatCohere|ChatBedrock|ChatBedrockConverse|ChatDeepSeek"
        r"|ChatXAI|ChatTogether|ChatFireworks|ChatHuggingFace|OpenAIEmbeddings|AzureOpenAIEmbeddings"
        r"|OllamaEmbeddings|CohereEmbeddings|HuggingFaceEmbeddings|HuggingFaceBgeEmbeddings|HuggingFaceInstructEmbeddings"
        r"|HuggingFaceEmbedding|OpenAIEmbedding|GoogleGenerativeAIEmbeddings|VoyageAIEmbeddings|HuggingFaceHub"
        r"|HuggingFaceEndpoint|OllamaLLM|Ollama|OpenAI|Anthropic|Groq|LiteLLM|ChatLiteLLM|Cohere|MistralAI|Gemini)",
        None,
        ("model", "model_name", "model_id", "repo_id", "deployment_name", "azure_deployment"),
        'ChatOpenAI(model="org/name-7b", temperature=0)',
    ),
    Call("init-chat-model", r"init_chat_model", 0, (), 'init_chat_model("org/name-7b")'),
    Call(
        "google-generative",
        r"(?:GenerativeModel|getGenerativeModel|ImageGenerationModel\.from_pretrained)",
        0,
        ("model_name", "model"),
        'genai.GenerativeModel("org/name-7b")',
    ),
    Call("litellm", r"litellm\.(?:a?completion|a?embedding)", 0, ("model",), 'litellm.completion("org/name-7b", [])'),
    Call(
        "completion",
        r"(?:completion|acompletion|embedding|aembedding|completions\.create|completions\.parse|completions\.stream"
        r"|messages\.create|messages\.stream|responses\.create|responses\.parse|embeddings\.create|images\.generate"
        r"|images\.edit|transcriptions\.create|translations\.create|speech\.create|generate_content"
        r"|generate_content_stream|generateContent|embed_content|moderations\.create|fine_tuning\.jobs\.create"
        r"|ChatCompletion\.create|ChatCompletion\.acreate|Completion\.create|Embedding\.create|chat\.complete"
        r"|assistants\.create|realtime\.connect|chats\.create|invoke_model|converse|count_tokens)",
        None,
        ("model", "engine", "deployment_id", "model_id", "modelId"),
        'client.chat.completions.create(model="org/name-7b", messages=[])',
    ),
    Call("models-api", r"models\.(?:retrieve|aretrieve)", 0, ("model",), 'client.models.retrieve("org/name-7b")'),
    Call("tiktoken", r"encoding_for_model", 0, ("model_name",), 'tiktoken.encoding_for_model("org/name-7b")'),
    Call(
        "ollama",
        r"ollama\.(?:chat|generate|pull|show|embed|embeddings|list)",
        0,
        ("model",),
        'ollama.chat("org/name-7b", messages=[])',
    ),
    Call("replicate", r"replicate\.(?:run|stream|async_run)", 0, ("ref",), 'replicate.run("org/name-7b", input={})'),
    Call("dspy", r"dspy\.(?:LM|Embedder)", 0, ("model",), 'dspy.LM("org/name-7b")'),
    Call("agent", r"(?:Agent|infer_model|KnownModelName)", 0, ("model",), 'Agent("org/name-7b")', "likely"),
    Call("ultralytics", r"(?:YOLO|YOLOWorld|SAM|FastSAM|RTDETR)", 0, ("model",), 'YOLO("org/name-7b")', "likely"),
    Call(
        "trainer",
        r"(?:SFT|DPO|PPO|GRPO|ORPO|KTO|RM|Reward|RLOO|BCO|CPO)Trainer",
        0,
        ("model", "ref_model"),
        'SFTTrainer("org/name-7b", train_dataset=data)',
    ),
    Call(
        "outlines-guidance",
        r"models\.(?:transformers|llamacpp|vllm|mlxlm|exllamav2|Transformers|OpenAI|Anthropic|LlamaCpp)",
        0,
        ("model", "model_name"),
        'outlines.models.transformers("org/name-7b")',
        "likely",
    ),
    Call(
        "ai-sdk",
        r"(?:openai|anthropic|google|mistral|groq|xai|cohere|azure|vertex|bedrock|deepseek|togetherai|fireworks|openrouter"
        r"|ollama|gateway|perplexity)(?:\.(?:chat|responses|completion|languageModel|embedding|textEmbedding"
        r"|textEmbeddingModel|textModel|image|imageModel|transcription|speech))?",
        0,
        (),
        'generateText({ model: openai("org/name-7b") })',
        "likely",
    ),
    Call(
        "mlx",
        r"(?:mlx_lm|mlx_vlm)\.load",
        0,
        ("path_or_hf_repo",),
        'mlx_lm.load("org/name-7b")',
    ),
    Call(
        "haystack", r"(?:\w+Generator|\w+Embedder|\w+Ranker)", None, ("model",), 'OpenAIGenerator(model="org/name-7b")'
    ),
    Call(
        "bertscore",
        r"(?:BERTScorer|SentenceTransformerRerank|AutoModelForTextToWaveform|KeyBERT|BERTopic)",
        None,
        ("model_type", "model", "embedding_model"),
        'BERTScorer(model_type="org/name-7b")',
    ),
    Call(
        "ollama-import",
        r"(?:chat|generate|pull|show|embed)",
        0,
        (),
        'chat("org/name-7b", messages=[])',
        "possible",
    ),
    Call(
        "builder",
        r"(?:(?:[wW]ith|[sS]et|[uU]se)_?)?[mM]odel(?:_?(?:[nN]ame|[iI]d))?",
        0,
        (),
        'OpenAiChatModel.builder().modelName("org/name-7b").build()',
        "likely",
    ),
    Call(
        "entry-of-models",
        r"\w*(?:Model|LLM)(?:Config|Configuration|Info|Spec|Card|Entry|Definition|Settings|Params|Option|Metadata|Data)",
        None,
        ("name", "id"),
        'ModelConfig(name="org/name-7b", lr=1e-5)',
        "possible",
    ),
    Call(
        "class-of-models",
        r"\w*[a-z](?:Model|LLM|Embeddings?|Embedder|Reranker|Tokenizer)",
        0,
        (),
        'OpenAIEmbeddingModel("org/name-7b")',
        "likely",
    ),
)

ANY_CALL = rf"(?:^|\.)(?:{'|'.join(call.functions for call in CALLS)})$"
#: Functions that only pass their argument on to where they are called: `model: str = Field("gpt-4o")`.
WRAPPERS = frozenset(
    (
        *(
            "Field",
            "field",
            "Option",
            "Argument",
            "Optional",
            "Annotated",
        ),
        *(
            "Input",
            "Arg",
            "Parameter",
            "Param",
            "str",
            "Path",
        ),
        *(
            "cast",
            "set",
            "list",
            "tuple",
            "frozenset",
            "HfArg",
        ),
        *(
            "ParameterDefault",
            "default",
            "Secret",
            "PrivateAttr",
            "Depends",
            "option",
        ),
        *(
            "opt",
            "Set",
            "Array",
            "Map",
            "String",
            "TextInput",
        ),
        *(
            "Some",
            "Literal",
            "or_else",
            "unwrap_or_else",
            "of",
            "lazy",
        ),
        *("memo",),
    )
)
#: Functions that take a key and what is used where nothing has that key: `os.getenv("MODEL", "gpt-4o")`.
LOOKUPS = frozenset(
    (
        *(
            "getenv",
            "get",
            "setdefault",
            "pop",
            "env",
            "config",
        ),
        *(
            "getattr",
            "get_env",
            "get_config",
            "getOrElse",
            "str_env",
            "env_str",
        ),
    )
)
#: Functions that describe an option of a program by its flag: `add_argument("--model", default="gpt-4o")`.
FLAGS = frozenset(
    (
        *(
            "add_argument",
            "option",
            "argument",
            "add_option",
            "Option",
            "DEFINE_string",
        ),
        *(
            "DEFINE_enum",
            "DEFINE_list",
        ),
    )
)
FLAG_VALUES = ("default", "choices", "const", "fallback")
