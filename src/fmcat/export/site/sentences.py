"""The sentences and labels that only a site uses, in English and Korean; it also uses those of fmcat.messages."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "skip": ("Skip to the content", "본문으로 건너뛰기"),
    "pages": ("Pages of the site", "사이트의 페이지"),
    "model": ("Models", "모델"),
    "vendor": ("Vendors", "개발사"),
    "license": ("Licenses", "라이선스"),
    "method": ("Training methods", "학습 방식"),
    "modality": ("Modalities", "모달리티"),
    "changes": ("Changes", "변경 내역"),
    "api": ("API", "API"),
    "one_of": ("{what} in the catalog of foundation models", "파운데이션 모델 카탈로그의 {what}"),
    "name": ("Name", "이름"),
    "models": ("{count} models", "모델 {count}개"),
    "one": ("1 model", "모델 1개"),
    "checkpoints": ("Checkpoints", "체크포인트"),
    "binds": ("What binds it", "적용되는 조건"),
    "as_json": ("This page as JSON", "이 페이지의 JSON"),
    "of": ("Part of", "상위 조직"),
    "includes": ("Includes", "하위 조직"),
    "website": ("Website", "웹사이트"),
    "text": ("Text of the license", "라이선스 원문"),
    "osi": ("Approved by the OSI", "OSI 승인"),
    "drawn": ("A dot for each model above the month of its release", "모델마다 공개된 달 위에 찍은 점"),
    "eras": ("Eras", "시대"),
    "changes_of": ("What the releases of the data changed", "데이터 릴리스마다 달라진 내용"),
    "breaking": (
        "Ids were removed or renamed: look for them where you use them.",
        "ID가 삭제되거나 변경되었습니다. 사용하는 곳을 확인하십시오.",
    ),
    "texts": ("Only sources, citations or texts ({count})", "출처, 인용, 설명만 변경 ({count})"),
    "several": ("This id means several models.", "이 ID는 여러 모델을 가리킵니다."),
    "missing": ("There is no such page", "페이지를 찾을 수 없습니다"),
    "api_what": (
        "The same facts as JSON files at stable addresses. Unknown facts have no key; what a maker withholds is "
        "undisclosed.",
        "같은 사실을 담은, 주소가 바뀌지 않는 JSON 파일입니다. 알려지지 않은 사실은 키가 없으며, 공개하지 않은 "
        "값은 undisclosed입니다.",
    ),
    "about": ("{count} foundation models with their sources", "파운데이션 모델 {count}개와 그 출처"),
    "unscripted": (
        "{count} foundation models with their sources. Searching needs JavaScript; the lists above do not.",
        "파운데이션 모델 {count}개와 그 출처입니다. 검색에는 JavaScript가 필요하고, 위의 목록에는 필요하지 않습니다.",
    ),
    "api_index": ("What is here: versions, license, attributions, files", "버전, 라이선스, 저작자 표시, 파일 목록"),
    "api_models": ("Every model", "모든 모델"),
    "api_model": ("One model", "모델 하나"),
    "api_checkpoints": ("Every checkpoint, with its size, license and terms", "모든 체크포인트와 크기, 라이선스, 조건"),
    "api_names": (
        "By any id or name, the model or checkpoint that it means",
        "ID나 이름마다 그것이 가리키는 모델이나 체크포인트",
    ),
    "api_changes": ("What each release of the data changed", "데이터 릴리스마다 달라진 내용"),
    "api_schema": ("JSON Schema", "JSON 스키마"),
    "api_id": (
        "Leads from any id, as facebook/dinov2-base, to the model's page",
        "facebook/dinov2-base 같은 ID에서 모델 페이지로 이동",
    ),
    "api_feed": ("The changes as an Atom feed", "변경 내역 Atom 피드"),
    "version": ("Data {version}, read until {date}.", "데이터 {version}, {date}까지 열람."),
    "read": ("Read until {date}.", "{date}까지 열람."),
    "built": ("Built with fmcat {version}.", "fmcat {version}로 만들었습니다."),
    "part": (
        "This site has {count} of the catalog's {all} models.",
        "이 사이트에는 카탈로그의 모델 {all}개 중 {count}개가 있습니다.",
    ),
}


def label(key: str, language: str, **values: object) -> str:
    """The text of `key` in a language, with its placeholders filled."""
    return SENTENCES[key][language == "ko"].format(**values)
