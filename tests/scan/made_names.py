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
  docs: https://example.com/docs/models/gpt-4o
{{- if .Values.x }}
  args: [python, --reward.model_name_or_path, ‹someone/unknown-7b›]
  command: python x.py --reward.model_name_or_path ‹someone/unknown-7b› --a.b c/d-1
{{- end }}
""",
}
