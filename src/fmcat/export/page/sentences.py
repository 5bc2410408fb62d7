"""The sentences and labels that only the web page uses, in English and Korean; it also uses those of fmcat.messages."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "page_skip": ("Skip to the models", "모델 목록으로 건너뛰기"),
    "page_theme": ("Theme", "테마"),
    "page_query": (
        "Search models: sam 2, vendor:meta, year:2023.., license:apache-2.0, sort:parameters-",
        "모델 검색: sam 2, vendor:meta, year:2023.., license:apache-2.0, sort:parameters-",
    ),
    "page_count": ("{count} of {all} models", "모델 {all}개 중 {count}개"),
    "page_similar": ("No model matches; {count} look similar", "일치하는 모델이 없습니다. 비슷한 모델 {count}개"),
    "page_vendors": ("{count} vendors", "개발사 {count}곳"),
    "page_more": ("Show {count} more", "{count}개 더 보기"),
    "page_all": ("Show all {count}", "{count}개 모두 보기"),
    "page_mark": ("Mark to compare", "비교할 모델로 표시"),
    "page_compare": ("Compare {count} models", "모델 {count}개 비교"),
    "page_close": ("Close", "닫기"),
    "page_facets": ("Filters", "필터"),
    "page_remove": ("Remove the condition {condition}", "조건 {condition} 제거"),
    "page_clear": ("Clear all", "모두 지우기"),
    "page_time": (
        "Models through time, one dot each. Drag to choose a span of time, press Esc to drop it.",
        "시간에 따른 모델, 점 하나가 모델 하나. 끌어서 기간을 선택하고 Esc로 해제하십시오.",
    ),
    "page_no_model": ("There is no model '{name}' here.", "'{name}' 모델은 여기에 없습니다."),
    "page_finds_nothing": ("{term} matches nothing", "{term}에 맞는 모델이 없습니다"),
    "page_part": ("{count} of the catalog's {all} models", "카탈로그의 모델 {all}개 중 {count}개"),
    "page_lanes": (
        "The timeline draws each model once, in the color of its first modality that has one. "
        "Filters count a model under each of its values and under every broader one.",
        "타임라인은 모델마다 점 하나를 그리고, 색이 있는 첫 번째 모달리티의 색을 씁니다. "
        "필터는 모델의 모든 값과 그 상위 개념마다 셉니다.",
    ),
    "page_newest": ("read until {date}", "{date}까지 열람"),
    "page_checkpoints": ("Checkpoints", "체크포인트 목록"),
    "page_copy": ("Copy link", "링크 복사"),
    "page_own": ("Page of the model", "모델 페이지"),
    "page_copied": ("Copied", "복사했습니다"),
    "page_marked": ("Marked to compare", "비교 대상"),
    "page_footer": (
        "Made by fmcat {version}. Works offline. / to search, Esc to close.",
        "fmcat {version}로 만든 페이지이며 오프라인에서 동작합니다. / 검색, Esc 닫기.",
    ),
}
