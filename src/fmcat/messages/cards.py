"""The labels of a model's card, which the terminal, the web page and the site share, in English and Korean."""

from collections.abc import Mapping

CARDS: Mapping[str, tuple[str, str]] = {
    "retires": ("Retires", "종료 예정"),
    "service_ended": ("Service ended", "서비스 종료"),
    "service_ends": ("Service ends", "서비스 종료 예정"),
    # the web page and the site
    "fmcat_is": ("the foundation-model catalog", "파운데이션 모델 카탈로그"),
    "rights": ("Data: fmcat, the foundation-model catalog, CC BY 4.0", "데이터: fmcat, CC BY 4.0"),
    "checkpoint": ("Checkpoint", "체크포인트"),
    "cite": ("Cite", "인용"),
    "sources_disagree": ("sources disagree", "출처마다 다름"),
}
