"""The names a model and its checkpoints are found by, and what ids near them mean: kept line by line in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog.identifiers import identifier_rows
from tests.conftest import SMALL, compiled
from tests.snapshots import same_as_kept

IDS = Path(__file__).parents[1] / "data" / "ids.yaml"
SNAPSHOTS = Path(__file__).parent / "snapshots"
#: Names of every form: checkpoints by a version, a size, a tower or the model's own name, served or not, dated or not.
NEST = """\
schema: 1
taxonomy: {access: [{id: unreleased, label: {en: Unreleased}, definition: {en: Nobody has it.}}]}
models:
- {id: bare, name: Bare One, aliases: [Bare-1], vendor: [acme], released: 2024-01-01, modalities: [vision],
   access: open,
   links: {paper: "https://arxiv.org/abs/2401.00001", demo: "https://bare.example/demo",
           code: "https://GitHub.com/acme-ai/Bare.git", project: "http://www.Bare.example/home/?x=1#y",
           docs: "https://arxiv.org/pdf/2401.00002v3", announcement: "https://doi.org/10.1000/ABC"},
   ids: {huggingface: [bare-repo, acme-ai/Bare-Chat], doi: 10.1000/Abc, openalex: W1, github: acme-ai/bare,
         models.dev: [bare-2024-02-01]}}
- {id: single, name: Single 1.5, vendor: [acme], released: 2024-01-01, modalities: [language], access: open,
   variants: [{name: 7B}]}
- {id: towers, name: Towers, vendor: [acme], released: 2024-01-01, modalities: [vision], access: open,
   variants: [{name: "ViT-B/16 and ViT-L+/14", huggingface: acme-ai/towers-b}, {name: "v1.2"}, {name: "2"},
              {name: Towers-Base_it}, {name: "(large) [x], y"}]}
- {id: mixed, name: Mixed, aliases: [Mixed Small, Mixed Big, Two Names], vendor: [acme, borealis],
   released: 2024-01-01, modalities: [language], access: api, context: 8k,
   variants: [{name: Small, access: open, context: 32k, released: 2024-02-01}, {name: Big},
              {name: Mixed Big-Chat, released: 2024-03-05}, {name: Mixed-Max v2, released: 2024-03-05},
              {name: Mixed, released: 2024-01-01}, {name: Unheard, access: unreleased}],
   ids: {models.dev: [mixed-small-2024-02-01, mixed-2024-03-05, mixed-big-chat-preview], epoch: [Mixed (big)],
         huggingface: [acme-ai/Mixed-Small-it]}}
- {id: mixed-2, name: Mixed 2, vendor: [acme], released: 2025-01-20, modalities: [language], access: api,
   lineage: {successor-of: [mixed]}}
"""
ASKED = """\
bare|Bare one|bare-1|BARE|bare-repo|acme-ai/bare|acme-ai/Bare-Chat|acme/bare-chat|acme-ai/bare-chat-hf
bare-chat-gguf|TheBloke/Bare-Chat-GGUF|acme_bare-one|acme bare one|acme.bare-one|borealis_bare-one
unsloth/acme_bare-one-gguf|x/acme-ai/bare-chat|x/nobody/bare-chat|bare-2024-02-01|bare-one-2024-02
bare-one-2023-11-17|bare-one-2023-11-16|2401.00001|2401.00002|arxiv:2401.00001v2|https://arxiv.org/abs/2401.00001
10.1000/abc|doi:10.1000/ABC|openalex:w1|openalex:W2|https://bare.example/home|http://bare.example/home/#z
https://bare.example/demo|https://bare.example|https://bare.example/other|github:acme-ai/bare
https://github.com/acme-ai/BARE/tree/main|github:acme-ai/none|https://huggingface.co/bare-repo|single|single/7b
single 1.5|single-1-5|single-1.5-7b|single-15|single 7b|7b|single-1.5-8b|single-1.5-7b-instruct|single-1.5-32k
towers|towers/vit-b-16|ViT-B/16|vit-l+/14|towers ViT-B/16|towers ViT-L+/14|towers-v1.2|towers 1.2|v1.2|towers-2|2
towers base|towers-base-it|towers-base|towers large x y|large x y|acme-ai/towers-b|towers-b|towers-b-onnx
towers-vit-base-patch16|mixed|mixed-small|mixed small|mixed big|two names|mixed-big-chat|mixed-big-chat-2024-03-05
mixed-2024-03-05|mixed-2024-03-06|mixed-small-2024-02-01|mixed-small-2024-02-02|mixed-max-2024-03-05|mixed-max-v2
mixed-20240305|mixed-2025-01-01|mixed-2024-12-31|mixed-2-2025-01-20|mixed-0305|mixed-small-32k|mixed-small-64k
mixed-8192|mixed-16384|mixed-big-32k|mixed-big-gguf|mixed-small-gguf|acme-ai/mixed|borealis/mixed|meta/mixed
meta/mixed-small-gguf|TheBloke/mixed-small|TheBloke/mixed-big|mixed-unheard-q4_0|unheard|mixed-small-it
acme-ai/mixed-small-it|mixed-3|mixed-2-ultra|mixed-2.5-ultra|mixed-2-7b-ultra|mixed 2 x|mixed-2-|mix|mi|m|mixe-d
mixedd|owl-2-medical|owl-2-7b-medical|owl-2 12 x|owl-2-12b-x|owl-2.5-x-y|acme/owl-2.5-x|meta/owl-2.5-x|owl-2.5-1-x
owl_2_x|owls 2|gpt|acme|acme-ai|it|chat|base-it|owl-it|heron-it|owl-2*|owl-2?|owl-2?x=1|owl-2 [dev]|owl-2 [Dev 1]
{owl-2}|owl-2;|$owl|owl\t2|acme-ai/Owl-2-7b-hf@main|acme-ai/owl-2-7b-hf@0123abc|hf-hub:acme-ai/Owl-2-7b-hf
ollama:owl2|owl2:latest|owl2:7b|owl2:13b-chat-q8_0|modality:vision|clip:x|nothing:x|owl-2-7b.gguf
/a/b/owl-2-7b.safetensors|acme-ai/Owl-2-7b-hf/model.safetensors|us.acme.owl-2-v1:0|openrouter/acme/owl-2-7b:free
acme-ai/owl-2-7b-instruct-turbo|owl-2-7b-turbo|owl-2-13b-think|owl-2-13b-base|owl-2p5|llama3|clip-vit-base-patch32
openai/clip-vit-large-patch14-336|vit_base_patch32_clip_224.openai|ViT-B-32/openai|ViT-L-14 laion2b_s32b
vit_small_patch14_dinov2.lvd142m"""


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with ids of every kind over it."""
    folder = tmp_path_factory.mktemp("nest")
    (folder / "nest.yaml").write_text(NEST, "utf-8")
    return compiled(folder, SMALL, IDS, folder / "nest.yaml")


def test_a_model_is_found_by_the_names_kept(nest: Catalog) -> None:
    lines = []
    for document in nest.to_records():
        lines.append(f"── {document['id']}")
        for space, name, rank, model, checkpoint, weights, whole in identifier_rows(document):
            marks = [f"rank {rank}", *(["weights"] if weights else []), *(["whole"] if whole else [])]
            lines.append(f"{space} {name!r}: {checkpoint or '—'} ({', '.join(marks)})")
            assert model == document["id"]
    same_as_kept("\n".join(lines) + "\n", SNAPSHOTS / "identifiers.txt")


def test_ids_mean_what_is_kept(nest: Catalog) -> None:
    lines = []
    for query in ASKED.replace("\n", "|").split("|"):
        meant = nest.resolve(query)
        near = ", ".join(meant.candidates)
        lines.append(f"{query!r}: {meant.match} {meant.model or '—'} {meant.checkpoint or '—'} [{near}] {meant.note}")
    same_as_kept("\n".join(lines) + "\n", SNAPSHOTS / "resolved.txt")
