"""Files of the made repository with names that the catalog does not know, plain or among others."""

NAMES = {
    "app/unknown.py": """
client.chat(model="‹parrot-pro›", voice="parrot-voice")
payload = {"model": "‹parrot-1b›", "engine": "parrot-chat"}
model = "‹parrot:7b-instruct›"
model = "‹Parrot-Guard-86M›"
timm.create_model("‹parrot_b3a›")
client.models.retrieve("‹parrot-mini›")
requests.post("https://api-inference.huggingface.co/models/‹someone/parrot›")
connect("wss://example.com/v1/realtime?model=‹parrot-realtime-1›")
get("https://example.com/v1/models/‹gpt-4o›:generate"), get("https://example.com/models/list")
link = "https://huggingface.co/oauth/userinfo", "https://huggingface.co/subscribe/pro?from=x"
weights = "https://huggingface.co/‹gpt2›/resolve/main/config.json"
for model in ("2024-01-17T20:11:42Z", "6bdca3d5-3eae-4de0-ac34-786d8063b7ee", "f00dfeedbeef0", "5.06e-5"): pass
for model in ("parrot-1.glb", "iphone-12", "parrot-test-2", "test-model-1", "text-embedding", "azure-chat"): pass
for model in ("Parrot-Pro", "accounts.User", "my-parrot-2", "vllm-inference", "test/parrot-2"): pass
push(repo_id="someone/pairs-2b", description="the dataset of pairs")
""",
    "app/members.py": '''
class Name(str, Enum):
    """Names."""

    FIRST = "‹gpt-4o›"
    SECOND = "‹gpt-4-turbo›"  # still used
    THIRD: str = "‹claude-2.1›"
    PARROT = "‹parrot-online›"


class Settings:
    first = "‹gpt-4o›"
    second = "‹gpt-4-turbo›"
    third = "‹claude-2.1›"
    region = "us-east-1"


ROWS = [("‹gpt-4o›", 1, "text-1"), ("‹gpt-4-turbo›", 2, "text-2"), ("‹claude-2.1›", 3), ("‹parrot-online›", 4)]
''',
    "src/Name.java": """
enum Name { FIRST("‹gpt-4o›", "text-1"), SECOND("‹gpt-4-turbo›"), THIRD("‹claude-2.1›"), PARROT("‹parrot-online›"); }
""",
    "src/name.rs": """
enum Name {
    #[serde(rename = "‹gpt-4o›")] First, #[serde(rename = "‹gpt-4-turbo›")] Second,
    #[serde(rename = "‹claude-2.1›")] Third, #[serde(rename = "‹parrot-online›")] Parrot,
}
fn name(x: Name) -> &str {
    match x {
        Name::A => "‹gpt-4o›", Name::B => "‹gpt-4-turbo›",
        Name::C => "‹claude-2.1›", Name::D => "‹parrot-online›",
    }
}
""",
    "notes.txt": "gpt-4 and meta-llama/Llama-2-7b-hf\n",
    "package-lock.json": '{"model": "gpt-4o"}',
    "deploy/values.tpl": """
model:
  url: hf://‹someone/unknown-7b›
  other: "ollama://‹parrot:7b›"
  data: hf://datasets/someone/pairs-2b
  engine: Infinity
  db_engine: Aria
  docs: https://example.com/docs/models/gpt-4o
{{- if .Values.x }}
  args: [python, --reward.model_name_or_path, ‹someone/unknown-7b›]
  command: python x.py --reward.model_name_or_path ‹someone/unknown-7b› --a.b c/d-1
{{- end }}
""",
    "app/defaults.py": '''
def resized(model_id: Literal["‹someone/parrot-x2›", "‹someone/parrot-x4›"] = "‹someone/parrot-x4›"):
    return MODEL_TOKEN_COSTS["‹PARROT-7B›"], sizes["parrot-9"]


MODEL_TOKEN_COSTS = {"‹PARROT-7B›": 1, "‹Parrot-Chat-7B›": {"in": 2}}
EMBEDDER = {"model": config("LOCAL_NAME", default="‹parrot-embed-1›"), "n": config("LOCAL", default="parrot-embed-9")}
SIZES = {"‹someone/parrot-x2›": 2, "someone/pairs-x9": 4}
model_sizes = ["‹tiny.en›", "‹large-v2›", "small"]
WEIGHTS = ["‹parrot-1b.Q4_K_M.gguf›", "‹Q4_0/parrot-1b-Q4_0-00001-of-00003.gguf›", "parrot.gguf", "{x}.Q4_0.gguf"]
sam = "https://dl.example.com/segment_anything/‹sam_vit_b_01ec64.pth›", "https://example.com/a/parrot-1.pth"
message = "ollama run --format parrot-1 is a command that fails", "use --model gpt-4 or --model gpt-4o"


GATEWAYS = ["‹gateway/openai-main/gpt-4o-mini›", "‹azure-openai/gpt-4o›", "src/openai-main/parrot-2"]
MODEL_MAP = {"‹parrot-13b›": "‹parrot-chat-13b›", "short": "big"}


@dataclass
class Settings:
    lm_model_type: str = "‹someone/parrot-2›"
    text_model_type: str = "bert"
    first_model: str | Model = "‹gpt-4o-mini›"
    """What is asked first."""
''',
    "app/computed.ts": """
const NAMES = {[Model.A]: "‹o1›", [Model.B]: "‹gpt-4o›", [Model.C]: "‹gpt-4›", [Model.D]: "‹claude-2.1›"};
const EMBEDDERS_AND_MODELS: Record<string, Data> = { "‹parrot-embed›": { size: 4 }, "‹gpt2›": { size: 2 } };
const MODELS = [{ id: "‹someone/parrot-3b›", licence: "open-2-b", publisher: "qwen" }];
""",
    "build.sh": """
case "$model_name" in
  "‹tiny.en›") url="https://example.net/main/whisper/models/00000000/‹tiny.en›.pt" ;;
  "‹large-v3›" | large) clip="https://example.net/clip/models/00000000/‹ViT-B-32›.pt" ;;
esac
case "$mode" in parrot-2-b) ;; esac
python run.py --experiment llama-2-7b --base ‹llama-3-8b›
RUN_NAME=llama-2-7b
MODEL="${1:-‹someone/parrot-7b›}"
""",
    "shortnames.conf": """
[shortnames]
  "‹gemma3›" = "hf://‹ggml-org/gemma-3-4b-it-GGUF›"
  "‹gemma3:12b›" = "hf://‹ggml-org/gemma-3-12b-it-GGUF›"
  "‹llama3.1:8b›" = "hf://‹someone/parrot-8b-GGUF›"
  "‹qwen2.5:7b›" = "hf://datasets/someone/pairs-2b"
  "‹parrot:1b›" = "hf://‹someone/parrot-1b-GGUF›"
""",
    "flow.json": """{"nodes": [
{"type": "CheckpointLoader", "widgets_values": ["‹sd_xl_base_1.0.safetensors›", "hunyuan_video", "a parrot, 8k"]},
{"type": "LoraLoader", "widgets_values": ["SDXL\\\\‹my parrot (v2).safetensors›", 1, "model.safetensors", "a.png"]},
{"inputs": {"lora": "‹blue_parrot.safetensors›", "clip_name": "‹clip_l.safetensors›", "name": "x.safetensors"}},
{"inputs": {"vae_name": "your-model.safetensors", "unet_name": "‹parrot/parrot_unet.ckpt›", "text": "red:1.2"}}]}
""",
    "app/routed.py": """
one("‹openrouter/openai/o3-mini-parrot›"), two("‹fireworks_ai/accounts/fireworks/models/llama-parrot-9b›")
one("‹bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0›"), two("azure/parrots/pro", "azure/docs/page-2.html")
ask(model="‹fireworks_ai/accounts/fireworks/models/llama-v3p1-70b-instruct›")
three("‹deepseek/deepseek-r1/community›"), four("‹deepseek/deepseek-r1:free›"), five("openai/whisper/main")
MODEL_ALIASES = {"quick": "‹gpt-4o›", "parrot": "‹gemini/parrot-2-flash›", "mine": "blue"}
options = [dict(value="‹gemini-pro›"), dict(value="‹claude-instant›"), dict(value="image-gpt"), dict(value="claude-")]
snapshot_download(repo_id="someone/pairs-2b", local_dir=f(x), repo_type=RepoType.DATASET)
upload(**{"repo_id": "someone/pairs-2b", "repo_type": "dataset"}, repo_id="someone/pairs-3b")
model.push_to_hub("someone/parrot-mine-7b")
train(run_name="llama-2-7b", lora_weights="‹someone/parrot-lora›", b=PeftModel.from_pretrained(m, "‹someone/parrot›"))
models = {"‹o3_high›": 1, "‹gpt-4o_empty›": 2, "parrot_high": 3}
""",
    "web/panel.tsx": """
const Panels = (x: Array<Model>) => (
  <Panel aria-controls="gpt-4-content" className="gpt-4" data-testid="gpt-4o" value="‹gpt-4o›" />
)
""",
    "rows.jsonl": """{"id": "‹facebook/opt-125m›", "task": "text/one-2"}
{"id": "‹google/gemma-2-9b-it›", "by": "a-1"}
{"id": "‹microsoft/phi-2›"}
{"id": "‹someone/parrot-a›"}
{"id": "‹someone/parrot-b›"}
{"id": "‹someone/parrot-c›"}
{"id": "‹someone/parrot-d›"}
{"id": "other-1"}
""",
    "answers.jsonl": '{"model": "‹gpt-4o›", "n": 1}\n{"model": "‹someone/parrot-7b›", "license": "llama3.1"}\n',
    "settings.yaml.example": """
model: ‹gemma2›
api_name:
  https://api.example.com/v1: ‹grok-3-mini›
models:
- name: ‹someone/parrot-7b›
  license: llama3.1
  quantization: nvfp4-packed-1
- ‹gpt-4›: {max: 1}
- name: ‹@cf/parrots/parrot-9b-fast›
volumes:
  parrot-lora: {name: parrot-lora}
licenses: {gpt-4: 1}
description: |
  as meta-llama/Llama-2-7b-hf is
""",
}
