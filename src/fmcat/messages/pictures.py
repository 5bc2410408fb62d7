"""The labels of timelines, other pictures, and tables for papers, in English and Korean."""

from collections.abc import Mapping

PICTURES: Mapping[str, tuple[str, str]] = {
    "eras_of": ("{shown} of {models} in {eras}", "{models} 중 {shown}개, {eras}"),
    "all_by_year": ("all of them: {command}", "전체 보기: {command}"),
    "more_lanes": ("{lanes} more lanes, {models} models: --limit 0", "레인 {lanes}개, 모델 {models}개 더: --limit 0"),
    "not_plotted": (
        "not drawn: {withheld} undisclosed, {unknown} unknown",
        "표시되지 않음: 비공개 {withheld}, 알 수 없음 {unknown}",
    ),
    "over_time": ("{title} · {field} over time", "{title} · 시간에 따른 {field}"),
    "lanes_by": ("{title} · {models} by {field}", "{title} · {field}별 {models}"),
    "lanes_left_out": ("not drawn: {lanes} more, with {models}", "표시되지 않음: {lanes}, {models}"),
    "lane": ("1 lane", "레인 1개"),
    "lanes": ("{all} lanes", "레인 {all}개"),
    "era": ("1 era", "1개 시대"),
    "eras": ("{all} eras", "{all}개 시대"),
    "vague": ("known only to the month or year", "월이나 연도까지만 알려짐"),
    "all_models": ("All models", "모든 모델"),
    "led_to": ("Models that {name} led to", "{name} 이후의 모델"),
    "made_of": ("What {name} was made from", "{name}의 계보"),
    "models_left_out": ("not drawn: {models}", "표시되지 않음: {models}"),
    "rows_left_out": ("not drawn: {facts}", "표시되지 않음: {facts}"),
    "weights_passed": ("weights passed on", "가중치 전달"),
    "nothing_passed": ("design, data or teaching only", "설계·데이터·교사 역할만"),
    # tables for papers
    "comparison_of": ("Comparison of {names}", "{names} 비교"),
    "references_head": ("Ref.", "문헌"),
    "references_from": (
        "The entries of these citations: fmcat export {query}--format bibtex --output refs.bib",
        "\\cite가 가리키는 항목: fmcat export {query}--format bibtex --output refs.bib",
    ),
    "data_of": ("Data: fmcat {version}", "데이터: fmcat {version}"),
}
