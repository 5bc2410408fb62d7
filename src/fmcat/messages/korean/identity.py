"""Sentences about ids and what they mean."""

SENTENCES = {
    "this is not an id": "ID가 아닙니다",
    "ambiguous: {names}": "여러 모델을 뜻할 수 있음: {names}",
    "unknown part: {rest}": "알 수 없는 부분: {rest}",
    "near: {names}": "비슷한 이름: {names}",
    "nothing is near": "비슷한 이름이 없음",
    "{query} is read as {shown} ({note})": "{query}을(를) {shown}(으)로 읽었습니다 ({note})",
    "its family is {model} ({note})": "같은 계열의 모델: {model} ({note})",
    "it could be {names}": "다음 중 하나일 수 있습니다: {names}",
    "which ids?": "어떤 ID입니까?",
    "name them, or read them with --from FILE": "ID를 쓰거나 --from FILE로 읽으십시오",
    "{path}: cannot be read: {reason}": "{path}: 읽을 수 없습니다: {reason}",
    # the parts of ids
    "quantization": "양자화",
    "format": "형식",
    "form": "형태",
    "date": "날짜",
    "served as": "제공 방식",
    "revision": "개정판",
    "context window": "컨텍스트",
    "file": "파일",
    # headings
    "id": "식별자",
    "match": "일치",
    "checkpoint": "체크포인트",
    "exact": "정확",
    "snapshot": "스냅숏",
    "repackaged": "재배포본",
    "family": "계열",
    "none": "없음",
    "note": "비고",
}
