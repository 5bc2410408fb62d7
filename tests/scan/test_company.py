"""Which texts of a program stand together, so that one that is not known counts if the others are models."""

from fmcat.scan.literal import Asked
from fmcat.scan.programs import read_python

ALL = Asked(lambda _: True, lambda _, __: True)


def keys(text: str) -> list[str]:
    return [one.among for one in read_python(text, ALL)]


def test_first_texts_of_rows_stand_together_unless_texts_follow_them() -> None:
    one, two = keys('x = [("a-1", 10), ("b-1", 20)]')
    assert one == two != ""
    one, two, three, four = keys('x = [("a-1", "b-1"), ("c-1", "d-1")]')
    assert one == two != three == four


def test_arguments_of_constants_are_members_and_those_of_functions_are_not() -> None:
    first, second, called = keys('A("a-1"), B("b-1"), f("c-1")')
    assert first == second != ""
    assert called == ""


def test_members_of_an_enumeration_stand_together_and_attributes_of_a_class_do_not() -> None:
    body = '    A = "a-1"\n    B: str = "b-1"\n'
    first, second = keys(f"class N(str, Enum):\n{body}")
    assert first == second != ""
    first, second = keys(f"class N:\n{body}")
    assert first != second
    first, second = keys('class N(Enum): pass\nx = "a-1"\nx = "b-1"\n')
    assert first == second == "set x", "below it, not in it"


def test_values_of_one_variable_stand_together() -> None:
    first, second, other = keys('x = "a-1"\nx = "b-1"\ny = "c-1"\n')
    assert first == second != other
    assert first != ""
