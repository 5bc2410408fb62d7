"""Checks over a whole registry: names are unique, and broader terms exist."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from fmcat.checkpoints import variant_slug
from fmcat.messages import say
from fmcat.registry.locate import Layer, has_words_only
from fmcat.registry.position import Position, Raw, origin, position_of
from fmcat.registry.problems import Problems, dotted
from fmcat.schema.model import Model
from fmcat.schema.vocabulary import Term, Vendor, Vocabulary, spellings, unknown_word
from fmcat.text import did_you_mean, name_key

#: The most broader terms (or parent vendors) that a term may have.
MOST_BROADER = 100


def claim_names(model: Model, raw: object, position: Position, names: dict[str, str], problems: Problems) -> None:
    """Add a model's id, name and aliases to `names`, and a problem if another model has one of them.

    Names are unique in the registry, regardless of case and spacing.
    """
    own: list[tuple[tuple[str | int, ...], str]] = [(("id",), model.id), (("name",), model.name)]
    own += [(("aliases", number), alias) for number, alias in enumerate(model.aliases)]
    for path, name in own:
        owner = names.setdefault(name_key(name), model.id)
        if owner != model.id:
            at = position_of(raw, path, position)
            problems.add(
                at, dotted(model.id, path, raw), say("{name!r} is already a name of {owner}", name=name, owner=owner)
            )


def claim_checkpoints(model: Model, raw: object, position: Position, problems: Problems) -> None:
    """Add a problem if two variants of a model have the same checkpoint id, or one has none."""
    owners: dict[str, str] = {}
    for number, variant in enumerate(model.variants):
        path = ("variants", number, "id" if variant.id else "name")
        own = variant.id or variant_slug(model.name, model.id, variant.name)
        if not own:
            message = say("no checkpoint id can be made of {name!r}; give the variant an id", name=variant.name)
        elif (owner := owners.setdefault(own, variant.name)) is not variant.name:
            id = f"{model.id}/{own}"
            message = say("{id} is the checkpoint id of {owner!r} too; give the variant an id", id=id, owner=owner)
        else:
            continue
        problems.add(position_of(raw, path, position), dotted(model.id, path, raw), message)


def check_terms(
    kind: str, entries: Sequence[Term | Vendor], raws: Mapping[str, object], vocabulary: Vocabulary, problems: Problems
) -> None:
    """Terms (or vendors) share no spelling, and their broader terms exist, are limited in number, and form no cycle."""
    parents = {entry.id: entry.broader if isinstance(entry, Term) else [entry.part_of or ""] for entry in entries}
    owners: dict[str, str] = {name_key(entry.id): entry.id for entry in entries}
    for entry in entries:
        raw = raws[entry.id]
        for word in spellings(entry):
            owner = owners.setdefault(name_key(word), entry.id)
            if owner != entry.id:
                problems.add(
                    origin(raw),
                    f"{kind}.{entry.id}",
                    say("{word!r} is already a name of {owner}", word=word, owner=owner),
                )
        for number, broader in enumerate(parents[entry.id]):
            if broader and broader not in raws:
                hint = did_you_mean(vocabulary.near(kind, broader))
                at = position_of(raw, ("broader", number), origin(raw))
                path = f"{kind}.{entry.id}.broader.{number}"
                problems.add(at, path, unknown_word(kind, broader, hint))
        above = _above(entry.id, parents)
        if entry.id in above:
            problems.add(origin(raw), f"{kind}.{entry.id}", say("is broader than itself"))
        elif len(above) > MOST_BROADER:
            problems.add(
                origin(raw), f"{kind}.{entry.id}", say("has more than {most} broader terms", most=MOST_BROADER)
            )


def _above(term: str, parents: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(parents.get(term, ()))
    while waiting and len(found) <= MOST_BROADER:
        broader = waiting.pop()
        if broader not in found:
            found.add(broader)
            waiting += parents.get(broader, ())
    return found


def drop_unknown_examples(
    layers: Iterable[Layer], vocabularies: Iterable[Mapping[str, Raw]], known: Collection[str]
) -> None:
    """If the bundled models are not read, remove the examples that terms name."""
    if not any(map(has_words_only, layers)):
        return
    for terms in vocabularies:
        for term in terms.values():
            if isinstance(examples := term.get("examples"), list):
                examples[:] = [example for example in examples if example in known]
