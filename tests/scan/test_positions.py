"""The tables of model positions: each row finds the model of its example, in the position it says."""

import pytest

from fmcat.scan.calls import CALLS, Call
from fmcat.scan.commands import COMMANDS, Command, named_by_commands
from fmcat.scan.literal import Asked
from fmcat.scan.positions import KEYS, of_key, of_table, snake
from fmcat.scan.programs import read_javascript, read_python

ALL = Asked(lambda _: True, lambda _, __: True)
NAME = "org/name-7b"


def test_a_member_of_an_argument_is_as_good_as_a_keyword() -> None:
    [found] = read_javascript(f'x.moderations.create({{ model: "{NAME}" }})', ALL)
    assert found.slot
    assert (found.slot.rule, found.slot.degree) == ("completion", "certain")


def rules(text: str) -> list[str]:
    return [one.slot.rule for one in read_python(text, ALL) if one.text.endswith(NAME) and one.slot]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.rule)
def test_a_call_takes_a_model_where_its_row_says(call: Call) -> None:
    assert call.example.count(NAME) == 1
    assert len(rules(call.example)) == 1
    for keyword in call.keywords:
        name = call.example.partition("(")[0].rpartition(" ")[2]
        assert rules(f'x = {name}(1, {keyword}="{NAME}")') == rules(call.example), keyword


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.rule)
def test_a_command_takes_a_model_where_its_row_says(command: Command) -> None:
    assert [(one.text, one.slot and one.slot.rule) for one in named_by_commands(command.example)] == [
        (NAME, command.rule)
    ]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ckpt_name", "workflow"),
        ("MODEL_ALIASES", "aliases"),
        ("base_model", "base-model"),
        ("_name_or_path", "base-model"),
        ("model_name_or_path", "model-name-or-path"),
        ("repo_id", "repository"),
        ("OPENAI_MODEL", "model"),
        ("modelName", "model"),
        ("--model-id", "model"),
        ("self.model", "model"),
        ("MODELS_TO_PLOT", "model"),
        ("MODEL_FAST", "default-model"),
        ("small_llm", "llm"),
        ("lm_model_type", "model-type"),
        ("model_size", "model-size"),
        ("tokenizer_name", "tokenizer"),
        ("checkpoint", "checkpoint"),
        ("text_encoder", "encoder"),
        ("embedder", "embedding"),
        ("azure_deployment", "engine"),
        ("controlnet", "part"),
        ("adapters_name", "part"),
    ],
)
def test_a_key_names_a_model(name: str, rule: str) -> None:
    slot = of_key(name)
    assert slot
    assert slot.rule == rule


def test_every_row_of_keys_is_tried_above() -> None:
    tried = test_a_key_names_a_model.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {rule for rule, _, _ in KEYS} == {rule for _, rule in tried}


@pytest.mark.parametrize(
    "name", ["user_model", "model_type", "weights", "max_model_len", "AUTH_USER_MODEL", "models_dir", "version"]
)
def test_other_keys_name_none(name: str) -> None:
    assert of_key(name) is None


@pytest.mark.parametrize(
    ("name", "degree"),
    [
        ("models", "likely"),
        ("CHAT_MODELS", "likely"),
        ("MODEL_PRICES", "likely"),
        ("GROQ_MODEL_TOKEN_COSTS", "likely"),
        ("modelContextWindows", "possible"),
        ("MODEL_TO_MAX_TOKENS", "possible"),
        ("llm_map", "possible"),
        ("model", None),
        ("model_kwargs", None),
        ("user_models", None),
        ("limits", None),
    ],
)
def test_the_keys_of_a_table_of_models_name_models(name: str, degree: str | None) -> None:
    slot = of_table(name)
    assert (slot.degree if slot else None) == degree


def test_names_are_compared_in_small_letters_with_underscores() -> None:
    assert [snake(name) for name in ("--modelName", "OPENAI_MODEL", "a.modelId")] == [
        "model_name",
        "openai_model",
        "model_id",
    ]


@pytest.mark.parametrize(
    "code",
    [
        'model: Annotated[str, Option("--model")] = "org/name-7b"',
        'model = x if y else "org/name-7b"',
        'model = x or "org/name-7b"',
        'os.environ["MODEL"] = "org/name-7b"',
        'model_name = os.environ.get("X", "org/name-7b")',
        'config.get("model", "org/name-7b")',
        'config["model"]["name"] = f(model=("org/name-7b"))',
        'if args.model == "org/name-7b": pass',
        'if model in ("a/b", "org/name-7b"): pass',
        'run(["serve", "--model", "org/name-7b"])',
        '@click.option("-m", "--model", default="org/name-7b")',
        "def f(a, b=[1, 2], *, model: str | None = 'org/name-7b'): ...",
        'x = {"a": {"model": {"name": "org/name-7b"}}}',
        'models = {"small": "org/name-7b"}',
        'models: list[str] = field(default_factory=lambda: ["org/name-7b"])',
    ],
)
def test_contexts_of_texts(code: str) -> None:
    assert rules(code)[:1]


@pytest.mark.parametrize(
    "code",
    [
        'x = "org/name-7b"',
        'model(x)["org/name-7b"]',
        'model = "org/name-7b" + suffix',
        'model = prefix + "org/name-7b"',
        '# model = "org/name-7b"',
        'prices = {"org/name-7b": 1}',
        'model.load(); name = "org/name-7b"',
        'f(model=x, path="org/name-7b")',
    ],
)
def test_other_places_are_not_model_positions(code: str) -> None:
    assert rules(code) == []


@pytest.mark.parametrize(
    "code",
    [
        'const model = x ?? "org/name-7b";',
        'const model: string = "org/name-7b"',
        'f({ a: 1, model: "org/name-7b" })',
        'f({ model: ok ? "org/name-7b" : other })',
        "let model = `org/name-7b`;",
        'this.modelName = opts.model || "org/name-7b"',
        'const x = /"/; const model = "org/name-7b"',
        'export type LLMID =\n  | "a-1" // first\n  | "org/name-7b"',
        'const model =\n  process.env.MODEL ||\n  "org/name-7b"',
    ],
)
def test_contexts_of_texts_in_javascript(code: str) -> None:
    found = [one for one in read_javascript(code, ALL) if one.text == NAME]
    assert [bool(one.slot) for one in found] == [True]
