"""A made repository: every kind of file, with references between ‹ and › that a scan has to find, and nothing else."""

import json
from pathlib import Path

from tests.scan.made_names import NAMES

_NOTEBOOK = [
    ("markdown", "Uses gpt-4o, see meta-llama/Llama-2-7b-hf."),
    ("code", "import torch\nmodel = AutoModel.from_pretrained('‹facebook/dinov2-base›')\n"),
    ("code", "!ollama pull ‹llama3.1:8b›\n%pip install transformers==4.40.0\nprint('hello/world')"),
]
FILES = NAMES | {
    "app/chat.py": '''
"""Talks to gpt-4 by default; see https://huggingface.co/openai/clip-vit-base-patch32.

Says "hello" as in ask(model="gpt-3.5-turbo", prompt='hi').
"""

import os

from openai import OpenAI

MODEL = "‹gpt-4o›"
FALLBACK_MODELS = ["‹gpt-4o-mini›", "‹claude-3-opus-20240229›"]
PRICES = {"‹gpt-4-turbo›": 10.0, "default": 1.0}
SIZES = {"small": "‹mistralai/Mistral-7B-v0.1›", "kind": "text/html"}
# model = "gpt-3.5-turbo" was used before


def ask(client: OpenAI, prompt: str, model: str = "‹gpt-4›", temperature: float = 0.5) -> str:
    name = os.getenv("CHAT_MODEL", "‹claude-2.1›") or "‹o1-mini›"
    if model == "‹gpt-3.5-turbo›":
        raise ValueError("model gpt-3.5-turbo is old")
    return client.chat.completions.create(
        messages=[{"role": "user", "content": prompt}],
        model="‹gpt-4.1›" if temperature else name,
        encoding="utf-8",
    )


class Settings:
    model_name: str | None = Field(default="‹Qwen/Qwen2.5-7B-Instruct›", description="Which org/model to use")
    tokenizer: str = "‹google/flan-t5-base›"
    hosted_model: str = "‹accounts/fireworks/models/llama-future-9b-instruct›"
    dataset: str = "openai/gsm8k"
    repository: str = "someone/some-code"
''',
    "app/load.py": """
import whisper, clip, timm
from transformers import AutoModel, pipeline

whisper.load_model("‹base›")
model_size = "‹large-v2›"
model_size = "large"
clip.load("‹ViT-B/32›", device="cpu")
timm.create_model("‹vit_base_patch16_224›", pretrained=True)
AutoModel.from_pretrained(
    "‹someone/unknown-7b›",  # a model that nobody knows
    revision="main",
)
AutoModel.from_pretrained("./local/model")
AutoModel.from_pretrained("your-org/your-model")
AutoModel.from_pretrained("app/weights")
pipeline("text-generation", model="‹bigscience/bloom›")
pipeline("sentiment-analysis")
load_dataset("squad/v2")
snapshot_download("org/data-set", repo_type="dataset")
snapshot_download(repo_id="‹facebook/opt-125m›")
parser.add_argument("--model-name", "-m", type=str, default="‹t5-small›", help="like gpt2")
parser.add_argument("--output", default="out/model-1")
torch.hub.load("facebookresearch/dino:main", "‹dino_vits16›")
subprocess.run(["vllm", "serve", "‹Qwen/Qwen2.5-72B-Instruct›", "--port", "8000"])
subprocess.run(["python", "x.py", "--model", "‹EleutherAI/gpt-neo-1.3B›"])
os.system("ollama pull ‹mistral:7b›")
f"openai/{name}", f"{provider}/‹gpt-4o-2024-08-06›"
"gpt-4" + suffix
steps = ["step-2", "git-2.30.1", "text/plain", "application/json", "v1.5", "eval-1"]
url = "https://github.com/openai/whisper"
weights = "checkpoints/‹sam_vit_h_4b8939.pth›"
user_model = "accounts.User"
SAM_CHECKPOINT = "‹./checkpoints/sam2.1_hiera_large.pt›"
text_encoder_type = "‹bert-base-uncased›"
name, title = "GPT-4", "named-entity-recognition"
""".replace("checkpoints/‹", "‹checkpoints/"),
    "app/broken.py": """
def f(:
    x = AutoModel.from_pretrained("‹bert-base-uncased›"
    y = 'unfinished
model = "‹roberta-base›"
""",
    "web/chat.ts": """
import OpenAI from "openai";
import { x } from "@scope/package-2";

const model = process.env.MODEL ?? "‹gpt-4o-mini›"; // not "gpt-3.5-turbo"
/* model: "gpt-4" */
const pattern = /["']model["']/g;
export async function ask(prompt: string, modelName: string = "‹claude-3-5-sonnet-20241022›") {
  return client.chat.completions.create({
    model: "‹gpt-4o›",
    messages: [{ role: "user", content: `model: "gpt-4" ${prompt}` }],
  });
}
generateText({ model: openai("‹gpt-4-turbo›"), headers: { "Content-Type": "application/json" } });
const MODELS = { fast: "‹gemini-1.5-flash›", smart: "‹gemini-1.5-pro›" };
const list = [{ id: "‹claude-3-haiku-20240307›", label: "Haiku", path: "./gpt-4.png" }];
await pipeline("feature-extraction", "‹Xenova/bert-base-uncased›");
""",
    "config/app.yaml": """
# model: gpt-4
model: ‹gpt-4o›
llm:
  provider: openai
  model_name: "‹meta-llama/Llama-3.1-8B-Instruct›"  # the default
  temperature: 0.2
models:
  - name: ‹claude-3-sonnet-20240229›
    provider: anthropic
  - ‹mistralai/Mixtral-8x7B-Instruct-v0.1›
embedding: {model: ‹BAAI/bge-large-en›, dim: 1024}
args: ["--model", "‹facebook/opt-1.3b›", "--port", "80"]
image: someone/server:1.0
served:
  MODELS: >
    [
      {"id": "‹someone/unknown-7b›", "note": "like gpt-4, with a context of 128k"},
      {"id": "‹gpt-4o›"}
    ]
first: |
  ["‹gpt-4o›", "‹claude-2.1›", "parrot-1"]
second: |
  ["‹gpt-4-turbo›", "parrot-2"]
# model: gpt-4
homepage: https://github.com/facebookresearch/dinov2
half: [1, 2
""",
    ".github/workflows/test.yml": """
jobs:
  test:
    steps:
      - uses: actions/checkout@v4
      - run: |
          pip install torch==2.1.0
          ollama pull ‹qwen2.5:7b›
          huggingface-cli download --repo-type dataset org/data
          hf download ‹openai/clip-vit-base-patch32› config.json
        env:
          OPENAI_MODEL: ‹gpt-4o-mini›
""",
    "docker-compose.yml": """
services:
  llm:
    image: vllm/vllm-openai:v0.6.0
    command: --model ‹google/gemma-2-9b-it› --max-model-len 4096
    environment:
      - MODEL_ID=‹microsoft/phi-2›
""",
    "pyproject.toml": """
[project]
dependencies = ["transformers>=4.40", "timm==1.0"]
[tool.app]
model = "‹gpt-4o›"
[tool.app.embedding]
model_id = '‹sentence-transformers/all-MiniLM-L6-v2›'
half = "
""",
    "cmd/main.go": """package main

const DefaultModel = "‹gpt-4o›" // not "gpt-4"

type Config struct { Model string `json:"model"` }

const (
	First  = "‹gpt-4-turbo›"
	Second = "‹claude-2.1›"
	Third  = "‹gpt-4›"
	Parrot = "‹parrot-small-online›"
)

func main() {
	model, quote := "‹claude-2.1›", '"'
	llm := ollama.New(ollama.WithModel("‹llama3.1:8b›"), "application/json-2")
	c := Config{Model: "‹gpt-4o-mini›"}
}
""",
    "src/lib.rs": """
fn load<'a>(x: &'a str) -> String {
    let model = "‹gpt-4o›"; /* "gpt-4" */
    Request::builder().model("‹gpt-4o-mini›").build()
}
""",
    "src/Chat.java": """
class Chat { ChatModel m = OpenAiChatModel.builder().modelName("‹gpt-4-turbo›").build(); }
""",
    "src/chat.php": "<?php\n$client->chat()->create(['model' => '‹gpt-4o›', 'role' => 'user-1']);\n",
    "src/chat.rb": 'client.chat(parameters: { model: "‹gpt-4o›" }) # "gpt-4"\nh = { "model" => "‹gpt-4-turbo›" }\n',
    "db/seed.sql": """-- gpt-4
UPDATE profiles SET default_model = '‹gpt-4-turbo-preview›' WHERE default_model = '‹gpt-3.5-turbo›';
INSERT INTO notes VALUES ('It''s gpt-4', 'step-2');
""",
    "web/limits.ts": """
const LIMITS = {
  "‹claude-2.1›": { max: 4096, kind: "text-1" },
  "‹gpt-4o›": { max: 4096, kind: "text-2" },
  "‹gpt-4-turbo›": { max: 4096, kind: "text-3" },
  "‹parrot-small-online›": { max: 4096, kind: "text-4" },
};
const FEW = { "‹claude-2.1›": 1, "parrot-small-online": 2, "‹gpt-4o›": 3, "parrot-3": 4 };
""",
    "deploy/models.yaml": """
apis:
  openai:
    models: # the ones that are offered
      ‹gpt-4o›:
        aliases: ["4o"]
        max-input-1: 392000
      '‹text-parrot-003›': {max: 4096}
      small: {max: 1}
      fast-lane: {max: 2}
  parrots:
    limits:
      parrot-2-b: 1
prices:
  ‹gpt-4-turbo›: 10
""",
    "providers.json": '{"a": {"models": {"‹gpt-4›": {"k": "text-1"}, "‹text-parrot-001›": {}, "max": {}}}, "gpt2": 1}',
    "app/tables.py": """
MODELS_TO_PLOT = ["‹gpt2›"]
SIZES = ["‹gpt2-medium›", "‹gpt2-large›", "‹gpt2-xl›", "‹gpt2›", "amazon-bedrock"]
MODEL_PRICES = {"‹gpt-4o›": 1, "‹o1›": 2, "large": 3, "nova-2": 4, "‹text-parrot-001›": 5}
CONFIGS = [ModelConfig(name="‹gpt2›", lr=1e-5), ModelConfig(name="mine-2"), Config(name="gpt2")]
""",
    "limits.json": '{"a": {"‹claude-2.1›": 1, "‹gpt-4o›": 2, "‹gpt-4-turbo›": 3, "‹parrot-2-b›": 4}, "parrot-2-b": 5}',
    "config.json": '{"_name_or_path": "‹bert-large-uncased›", "model_type": "bert", "architectures": ["BertModel"]}',
    "adapter_config.json": '{"base_model_name_or_path": "‹meta-llama/Llama-2-7b-hf›", "task": "a/b"}',
    "package.json": '{"name": "@me/app", "dependencies": {"@a-i/sdk-2": "1"}, "llm": {"model": "‹gpt-4›"}}',
    ".env.example": "OPENAI_MODEL=‹gpt-4-turbo›\nAPI_BASE=https://example.com/v1\n#MODEL=gpt-4\nHF_TOKEN=hf_abc\n",
    "setup.cfg": "[metadata]\nname = llama-2-tools\n[model]\nmodel_name = ‹facebook/bart-large›\n",
    "Dockerfile": """FROM python:3.11-slim
ENV MODEL_NAME ‹openai/whisper-large-v3›
ARG EMBEDDING_MODEL=‹intfloat/e5-large-v2›
RUN pip install vllm==0.4.0 && \\
    huggingface-cli download ‹tiiuae/falcon-7b›
CMD ["vllm", "serve", "--model", "‹tiiuae/falcon-40b›"]
""",
    "Modelfile": "# FROM gpt\nFROM ‹llama3.1:70b›\nPARAMETER temperature 1\nSYSTEM You are gpt-4\n",
    "run.sh": """#!/bin/sh
# ollama run llama2
MODEL="${MODEL:-‹EleutherAI/pythia-6.9b›}"
python train.py --model_name_or_path ‹google-bert/bert-base-cased› --output_dir out/bert-1
ollama run ‹phi3:mini› "hello"
curl http://localhost/v1 -d '{"model": "‹gpt-3.5-turbo›", "input": "a/b"}'
git clone https://huggingface.co/‹stabilityai/stable-diffusion-xl-base-1.0›
git clone https://github.com/openai/CLIP
""",
    "README.md": """---
license: mit
base_model: ‹mistralai/Mistral-7B-Instruct-v0.2›
datasets:
- openai/gsm8k
---
# A model
Made from gpt-4 and meta-llama/Llama-2-7b-hf.
""",
    "lab.ipynb": json.dumps(
        {"cells": [{"cell_type": kind, "source": text.splitlines(keepends=True)} for kind, text in _NOTEBOOK]},
        ensure_ascii=False,
    ),
    "cache/‹models--facebook--dinov2-small›/refs/main": "0123456789abcdef",
    "ollama/manifests/registry.ollama.ai/library/‹llama2/7b›": "{}",
    "weights/‹llama-2-7b.Q4_K_M.gguf›": "GGUF",
    "weights/model.safetensors": "",
}
PLACE = {"llama2/7b": "llama2:7b"}


def write(folder: Path) -> set[tuple[str, int, str]]:
    """Write the repository; what a scan has to find, as file, line (in a notebook, of the cell) and text."""
    expected = set()
    for name, content in FILES.items():
        path = folder / _bare(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_bare(content), encoding="utf-8")
        parts = [text for _, text in _NOTEBOOK] if name.endswith(".ipynb") else [content]
        for text in _marked(name):
            end = name.index("›")
            expected.add((_bare(name[:end]), 0, PLACE.get(text, text)))
        for part in parts:
            for number, line in enumerate(part.splitlines(), 1):
                expected |= {(_bare(name), number, text) for text in _marked(line)}
    return expected


def _bare(text: str) -> str:
    return text.replace("‹", "").replace("›", "")


def _marked(text: str) -> list[str]:
    return [part.partition("›")[0] for part in text.split("‹")[1:]]
