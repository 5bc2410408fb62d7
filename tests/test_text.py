from fmcat.text import did_you_mean, name_key, near, showable


def test_names_compare_without_case_spacing_and_hyphens() -> None:
    assert name_key("DINO v2") == name_key("dino-V2") == name_key("Dino_v2") == "dinov2"


def test_near_names_put_beginnings_first_and_leave_far_ones_out() -> None:
    assert near("llam", ["gemma", "llama", "llama-2"])[:2] == ["llama", "llama-2"]
    assert near("lisense", ["license", "links", "aliases"]) == ["license"]
    assert near("zzz", ["clip"]) == []


def test_did_you_mean_reads_as_a_sentence() -> None:
    assert did_you_mean(["a"]) == "did you mean a?"
    assert did_you_mean(["a", "b", "c"]) == "did you mean a, b or c?"
    assert did_you_mean([]) == ""


def test_nothing_shown_can_steer_a_terminal() -> None:
    assert showable("a\x1b]8;;x\x07b\u202ec\r") == "a\ufffd]8;;x\ufffdb\ufffdc\ufffd"
    assert showable("한글 café — ok\n\t") == "한글 café — ok\n\t"
