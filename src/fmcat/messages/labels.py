"""The labels of the interface, short texts that need their context, in English and Korean."""

import os
from collections.abc import Mapping

from fmcat.messages.cards import CARDS
from fmcat.messages.license import LICENSE, LICENSE_VOCABULARIES
from fmcat.messages.particles import with_particles
from fmcat.messages.pictures import PICTURES
from fmcat.messages.sentence import spoken
from fmcat.messages.training import TRAINING

LANGUAGES = ("en", "ko")

MESSAGES: Mapping[str, tuple[str, str]] = {
    # lists
    "models_of": ("{shown} of {all} models", "모델 {all}개 중 {shown}개"),
    "first_of": ("the first {shown} of {all} that match", "맞는 모델 {all}개 중 처음 {shown}개"),
    "some_of": ("{sizes}, {some} of {all}", "{sizes}, {some}/{all}"),
    "checkpoints": ("{shown} of {all} checkpoints", "체크포인트 {all}개 중 {shown}개"),
    "models": ("{all} models", "모델 {all}개"),
    "model": ("1 model", "모델 1개"),
    "sorted_by": ("sorted by {order}", "{order} 순"),
    "nothing_found": ("no model matches", "조건에 맞는 모델이 없습니다"),
    "without": ("without {term} there are {count}", "{term} 없이는 {count}개"),
    "ask_years": ("years are asked for as year:{word}", "연도는 year:{word} 로 묻습니다"),
    "details": ("fmcat show NAME for one of them", "자세히 보려면 fmcat show NAME"),
    "undisclosed": ("undisclosed", "비공개"),
    "yes": ("yes", "예"),
    "no": ("no", "아니요"),
    # one model
    "what_it_is": ("What it is", "개요"),
    "training": ("Training", "학습"),
    "sizes": ("Sizes", "크기"),
    "license_and_access": ("License and access", "라이선스와 공개 범위"),
    "made_from": ("Comes from", "유래"),
    "made_into": ("Led to", "이후 모델"),
    "dates": ("Dates", "날짜"),
    "links": ("Links", "링크"),
    "elsewhere": ("Elsewhere", "외부 ID"),
    "sources": ("Sources", "출처"),
    "tier_primary": ("primary", "1차 출처"),
    "tier_reference": ("reference work", "참고 자료"),
    "tier_secondary": ("secondary", "2차 출처"),
    "tier_other": ("third party", "제3자"),
    "disputed": (
        "{mark} sources disagree: fmcat why {model} {field}",
        "{mark} 출처마다 다름: fmcat why {model} {field}",
    ),
    "not_known": ("not known: {fields}", "알려지지 않음: {fields}"),
    "source_for": ("for {fields}", "{fields}"),
    "source_read": ("read {date}", "{date} 열람"),
    "source_says": ("says {value}", "여기서는 {value}"),
    "weights": ("weights", "가중치"),
    "code": ("code", "코드"),
    "data": ("data", "데이터"),
    "link_paper": ("Paper", "논문"),
    "link_announcement": ("Announcement", "발표"),
    "link_code": ("Code", "코드"),
    "link_weights": ("Weights", "가중치"),
    "link_model-card": ("Model card", "모델 카드"),
    "link_docs": ("Documentation", "문서"),
    "link_project": ("Project", "프로젝트"),
    "link_demo": ("Demo", "데모"),
    "link_license": ("License", "라이선스"),
    "active": ("{size} active", "활성 {size}"),
    "tokens": ("{count} tokens", "{count} 토큰"),
    # why
    "said_by": ("said by", "출처"),
    "otherwise": ("otherwise", "다른 주장"),
    "snapshot": ("snapshot of {date}", "{date} 기준"),
    "not_said_where": ("no source recorded", "기록된 출처 없음"),
    "as_maker_writes": ("as its maker writes it; names need no source", "개발사의 표기이며, 이름에는 출처가 필요 없음"),
    "own_words": ("in the catalog's own words, which need no source", "카탈로그가 직접 쓴 글이라 출처가 필요 없음"),
    "needs_no_source": ("needs no source", "출처가 필요 없음"),
    "read_for_below": (
        "stated by the {layer} layer; what follows was read for the fact below it",
        "{layer} 계층에서 적은 값이며, 아래 출처는 그 밑의 값에 대한 것",
    ),
    # lineage
    "lineage": ("lineage", "계보"),
    "made_from_it": ("led to: {names} ({command})", "이후 모델: {names} ({command})"),
    "no_made_from": ("no earlier model is recorded", "기록된 이전 모델이 없음"),
    "no_made_into": ("no later model is recorded", "기록된 이후 모델이 없음"),
    "shown_above": ("(shown above)", "(위에 나옴)"),
    "shown_below": ("(shown below)", "(아래에 나옴)"),
    "tree_cut": (
        "{count} more steps are left out: a tree holds at most {most} models, {deepest} steps deep",
        "단계 {count}개를 생략했습니다. 계보는 모델 {most}개, {deepest}단계까지 표시합니다",
    ),
    "steps_more": ("… {count} more", "… {count}개 더"),
    # search
    "matched": ("Matched", "일치한 곳"),
    "rank_name": ("name", "이름"),
    "rank_beginning": ("name begins so", "이름의 앞부분"),
    "rank_part": ("part of the name", "이름의 일부"),
    "rank_words": ("words", "단어"),
    "rank_likeness": ("looks like it", "비슷한 철자"),
    "which_one": (
        "No model is called {name}. Which one do you mean? (a number, or nothing)",
        "{name}(이)라는 모델이 없습니다. 어느 것입니까? (번호, 없으면 엔터)",
    ),
    # compare, stats
    "all_share": ("the same for all: {facts}", "모두 같음: {facts}"),
    "counted": ("{models} models by {field}", "{field}별 모델 {models}개"),
    "counted_two": ("{models} models by {field} and {other}", "{field}·{other}별 모델 {models}개"),
    "others": ("others ({count})", "그 외 ({count})"),
    "total": ("total", "합계"),
    "range": (
        "{field}: {least} to {largest}, median {middle} ({stating} of {models} state it)",
        "{field}: {least}–{largest}, 중앙값 {middle} ({models}개 중 {stating}개 기재)",
    ),
    "other": ("Other", "기타"),
    "unknown": ("unknown", "알 수 없음"),
    # explain
    "topics": ("Topics", "주제"),
    "concepts": ("Foundation models", "파운데이션 모델"),
    "broader": ("broader", "상위 개념"),
    "narrower": ("narrower", "하위 개념"),
    "also_called": ("also called", "다른 이름"),
    "first": ("first", "최초 모델"),
    "over_years": ("by year", "연도별"),
    "well_known": ("well known", "대표 모델"),
    "used_by": ("used by {models}: fmcat list {query}", "{models}에 쓰임: fmcat list {query}"),
    "reference": ("reference", "참고 문헌"),
    "see_also": ("see also: {terms}", "함께 보기: {terms}"),
    **CARDS,
    **LICENSE,
    **TRAINING,
    **PICTURES,
    "before": ("Before", "과거"),
    "after": ("Now", "현재"),
    "one_topic": ("fmcat explain TOPIC for one of them", "자세히 보려면 fmcat explain TOPIC"),
    # fields
    "field": ("Field", "필드"),
    "meaning": ("Meaning", "뜻"),
    "asks": ("Asks", "쓰는 법"),
    "values": ("Values", "값"),
    "sortable": ("sortable", "정렬 가능"),
    # diff
    "added": ("Added ({count})", "추가 ({count})"),
    "removed": ("Removed ({count})", "삭제 ({count})"),
    "renamed": ("Renamed ({count})", "이름 변경 ({count})"),
    "changed": ("Changed ({count})", "변경 ({count})"),
    "fact_came": ("now {value}", "추가: {value}"),
    "fact_went": ("no longer {value}", "삭제: {value}"),
    "fact_reordered": ("another order", "순서만 바뀜"),
    "is_now": ("{old} is now {new}", "ID가 {old}에서 {new}(으)로 변경됨"),
    "no_difference": ("no difference", "차이 없음"),
    "made": ("made {path}; fmcat check {path} examines it", "{path} 생성됨; fmcat check {path}로 검사"),
    "writing": ("writing {what} …", "{what} 쓰는 중 …"),
    # add, set, remove
    "written": ("wrote {path}", "{path}에 기록함"),
    "wrote_entries": ("wrote {path}, {count} entries", "{path}에 항목 {count}개를 기록했습니다"),
    "wrote_entry": ("wrote {path}, 1 entry", "{path}에 항목 1개를 기록했습니다"),
    "names_of_models": ("these are names of models: id:{ids}", "모델 이름입니다: id:{ids}"),
    "counts_broader": ("narrower terms count by themselves; {query} matches them too", "{query}: 하위 용어도 포함"),
    "not_stated": ("not stated", "명시되지 않음"),
    "unchanged": ("nothing to change", "바꿀 것이 없음"),
    "overrides": (
        "{model} comes from the {layer} layer; what you state is laid over it",
        "{model}은(는) {layer} 계층의 모델이며, 적은 내용이 그 위에 덮입니다",
    ),
    "hidden": (
        "{model} of the {layer} layer is hidden; fmcat set {model} hide= shows it again",
        "{layer} 계층의 {model}을(를) 숨김. fmcat set {model} hide= 로 다시 보임",
    ),
    "shows_again": (
        "{model} is as the {layer} layer has it again; remove it once more to hide it",
        "{model}은(는) 다시 {layer} 계층의 내용대로 보입니다. 숨기려면 한 번 더 실행하십시오",
    ),
    "new_vendor": ("{name} is a new vendor: {id}", "새 개발사 {name}: {id}"),
    "ask_id": ("Its id", "아이디"),
    "ask_name": ("Name", "이름"),
    "ask_vendor": ("Vendor (several with commas)", "개발사(여럿이면 쉼표로)"),
    "ask_released": ("Released (2026, 2026-05 or 2026-05-14)", "출시일(2026, 2026-05 또는 2026-05-14)"),
    "ask_modalities": (
        "Modalities (vision, language, …; several with commas)",
        "모달리티(vision, language, …; 여럿이면 쉼표로)",
    ),
    # browse
    "browse_query": ("modality:vision year:2021.. sort:params-", "modality:vision year:2021.. sort:params-  검색"),
    "browse_marked": ("{count} marked", "{count}개 표시"),
    "browse_no_compare": (
        "mark two models with the space bar to compare them",
        "비교하려면 스페이스로 두 모델 이상 표시",
    ),
    "browse_copied": ("copied: {what}", "복사함: {what}"),
    "browse_no_link": ("no link is known", "알려진 링크가 없음"),
    "browse_no_browser": ("no browser opens here: {link}", "브라우저를 열 수 없습니다: {link}"),
    "browse_help": (
        "Type to filter. Enter or Esc goes to the models, where these keys work; / goes back to the query. "
        "→ takes the completion, ↑ and ↓ move in the list, F1 shows this help.",
        "입력하면 바로 걸러집니다. Enter나 Esc를 누르면 모델 목록으로 가며 아래 키는 거기에서 씁니다. "
        "/는 검색으로 돌아갑니다. →는 자동 완성, ↑ ↓는 목록 이동, F1은 이 도움말입니다.",
    ),
    "key_query": ("Query", "검색"),
    "key_help": ("Help", "도움말"),
    "key_card": ("Card", "카드"),
    "key_lineage": ("Lineage", "계보"),
    "key_timeline": ("Timeline", "타임라인"),
    "key_mark": ("Mark", "표시"),
    "key_compare": ("Compare", "비교"),
    "key_sort": ("Sort", "정렬"),
    "key_copy": ("BibTeX", "BibTeX 복사"),
    "key_markdown": ("Markdown", "마크다운 복사"),
    "key_id": ("Id", "아이디 복사"),
    "key_open": ("Open", "열기"),
    "key_language": ("한국어", "English 언어"),
    "key_quit": ("Quit", "나가기"),
    # coverage
    "fact": ("Fact", "사실"),
    "known": ("Known", "기재"),
    "withheld": ("Withheld", "비공개"),
    "sourced": ("Sourced", "출처 있음"),
    "near": ("Primary", "1차 출처"),
    "all_facts": ("all", "전체"),
    # import
    "plan_of": (
        "{source}: {rows} rows; {matched} of them on {models} of our models",
        "{source}: {rows}행, 그중 {matched}행이 카탈로그의 모델 {models}개에 해당",
    ),
    "verdict_same": ("same", "일치"),
    "verdict_more": ("more", "추가"),
    "verdict_recorded": ("recorded", "기록됨"),
    "verdict_conflict": ("conflict", "충돌"),
    "conflicts": ("Conflicts ({count})", "충돌 ({count})"),
    "verdict_unclear": ("unclear", "불명확"),
    "unclear": ("Unclear, since its rows differ ({count})", "행마다 달라 불명확 ({count})"),
    "left_out": ("Cannot be taken ({count})", "가져올 수 없음 ({count})"),
    "new_models": ("New models ({count})", "새 모델 ({count})"),
    "to_take": (
        "--apply would write facts: {facts}, of models: {models}",
        "--apply로 모델 {models}개의 사실 {facts}개를 적을 수 있음",
    ),
    "to_add": ("--apply --new would add models: {count}", "--apply --new로 모델 {count}개를 추가할 수 있음"),
    "taken": (
        "written: facts: {facts}, of models: {models}; new models: {new}, new vendors: {vendors}",
        "기록함: 모델 {models}개의 사실 {facts}개, 새 모델 {new}개, 새 개발사 {vendors}개",
    ),
    "about": ("About", "대상"),
    "why_not": ("Why not", "이유"),
    "not_ours": ("Not in the catalog ({count})", "카탈로그에 없음 ({count})"),
    "model_": ("Model", "모델"),
    "row": ("Row", "행"),
    "ours": ("We say", "카탈로그"),
    "theirs": ("It says", "출처"),
    # registry
    "skipped": (
        "the {layer} layer ({path}) is left out: {problem}",
        "{layer} 계층({path})은 제외됨: {problem}",
    ),
    "brings": ("Models", "모델"),
    "lays_over": ("Overrides", "덮어쓴 모델"),
    "from_layer": ("from the {layer} layer: {what}", "{layer} 계층에서: {what}"),
    "whole_entry": ("the whole entry", "항목 전체"),
    "layer": ("Layer", "계층"),
    "files": ("Files", "파일"),
    "path": ("Path", "위치"),
}

#: The labels of vocabularies, for headings.
VOCABULARY_LABELS: Mapping[str, tuple[str, str]] = {
    "modality": ("Modalities", "모달리티"),
    "data-type": ("Kinds of data", "데이터 종류"),
    "architecture": ("Architectures", "구조"),
    "stage": ("Training stages", "학습 단계"),
    "method": ("Training methods", "학습 방식"),
    "capability": ("Capabilities", "능력"),
    "relation": ("Lineage relations", "계보 관계"),
    "access": ("Access levels", "공개 범위"),
    "status": ("Status", "상태"),
    "license": ("Licenses", "라이선스"),
    **LICENSE_VOCABULARIES,
    "country": ("Countries", "국가"),
    "language": ("Languages", "언어"),
}


def message(key: str, language: str, **values: object) -> str:
    """The text of `key` in a language, with its placeholders filled; sentences among the values are translated."""
    filling = {name: spoken(value, language) if isinstance(value, str) else value for name, value in values.items()}
    return with_particles(MESSAGES[key][LANGUAGES.index(language)].format(**filling), language)


def counted(noun: str, language: str, count: int) -> str:
    """A number of `model`s, `lane`s or `era`s: `1 model`, `12 models`."""
    return message(noun if count == 1 else f"{noun}s", language, all=f"{count}")


def vocabulary_label(name: str, language: str) -> str:
    """The heading of a vocabulary."""
    return VOCABULARY_LABELS[name][LANGUAGES.index(language)]


def chosen_language(asked: str | None) -> str:
    """The requested language, else that of FMCAT_LANG or the locale, else English."""
    environment = ("FMCAT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((value for value in [asked, *map(os.environ.get, environment)] if value), "en")
    return "ko" if chosen.lower().startswith("ko") else "en"
