"""The sentences and labels that only the web page uses, in English and Korean; it also uses those of fmcat.messages."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "page_what": ("the foundation-model catalog", "파운데이션 모델 카탈로그"),
    "page_skip": ("Skip to the models", "모델 목록으로 건너뛰기"),
    "page_theme": ("Theme", "테마"),
    "page_query": (
        "Search: words, field:value, 2021..2023, 7B+, -not, or, sort:released-",
        "검색: 단어, field:value, 2021..2023, 7B+, -제외, or, sort:released-",
    ),
    "page_count": ("{count} of {all} models", "모델 {all}개 중 {count}개"),
    "page_more": ("{count} more", "{count}개 더 보기"),
    "page_all": ("all {count}", "{count}개 모두"),
    "page_mark": ("Mark to compare", "비교할 모델로 표시"),
    "page_compare": ("Compare {count} models", "모델 {count}개 비교"),
    "page_close": ("Close", "닫기"),
    "page_facets": ("Filters", "필터"),
    "page_time": (
        "Models through time, one lane per modality. Drag to choose a span, or choose years in the filters.",
        "시간에 따른 모델, 모달리티마다 한 줄. 끌어서 기간을 선택하거나 필터에서 연도를 선택하십시오.",
    ),
    "page_no_model": ("There is no model '{name}' here.", "'{name}' 모델은 여기에 없습니다."),
    "page_finds_nothing": ("{term} matches nothing", "{term}에 맞는 모델이 없습니다"),
    "page_part": ("{count} of the catalog's {all} models", "카탈로그의 모델 {all}개 중 {count}개"),
    "page_lanes": (
        "The timeline draws each model once, in the lane of its first modality. "
        "Filters count a model under each of its values and under every broader one.",
        "타임라인은 모델을 첫 번째 모달리티의 줄에 한 번만 표시합니다. "
        "필터는 모델의 모든 값과 그 상위 개념마다 셉니다.",
    ),
    "page_license": (
        "Data: fmcat, the foundation-model catalog, CC BY 4.0",
        "데이터: fmcat, CC BY 4.0",
    ),
    "page_newest": ("newest source read {date}", "가장 최근 출처 확인일 {date}"),
    "page_links": ("Links", "링크"),
    "page_footer": (
        "Made by fmcat {version}. Works offline. / to search, Esc to close.",
        "fmcat {version}로 만든 페이지이며 오프라인에서 동작합니다. / 검색, Esc 닫기.",
    ),
}
