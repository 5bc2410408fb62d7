"""Sentences about queries and the values in them."""

SENTENCES = {
    # the text of a query
    "a query has at most {most:,} characters": "쿼리는 {most:,}자까지 쓸 수 있습니다",
    "split it into several queries": "쿼리를 여러 개로 나누십시오",
    "a query has at most {most:,} terms and values": "쿼리에는 조건과 값을 {most:,}개까지 쓸 수 있습니다",
    "this ) closes nothing": "이 )에 맞는 여는 괄호가 없습니다",
    "this ( is never closed": "이 (가 닫히지 않았습니다",
    'this " is never closed': "이 따옴표가 닫히지 않았습니다",
    "'or' needs a term on both sides": "'or'는 양쪽에 조건이 있어야 합니다",
    "'and' needs a term on both sides": "'and'는 양쪽에 조건이 있어야 합니다",
    "{word!r} needs a term after it": "{word!r} 뒤에 조건이 있어야 합니다",
    "parentheses and nots nest deeper than {most}": "괄호와 not은 {most}단계까지만 겹칠 수 있습니다",
    "'!' is not an operator": "'!'는 연산자가 아닙니다",
    "to exclude, write not {term}": "제외하려면 not {term}처럼 쓰십시오",
    "a colon separates a field from its value": "필드와 값 사이에는 콜론을 씁니다",
    "write {term}": "{term}(으)로 쓰십시오",
    "this is not a word": "단어가 아닙니다",
    '{word}: read as {term}; for the text use "{word}"': (
        '{word}: {term}(으)로 읽었습니다. 글자 그대로 찾으려면 "{word}"'
    ),
    "{note} (in a shell: {quoted})": "{note} (셸에서는 {quoted})",
    # fields
    "unknown field {name!r}": "{name!r}(이)라는 필드가 없습니다",
    "fmcat fields lists all fields": "모든 필드 보기: fmcat fields",
    "to look up an id, write fmcat resolve {id}": "모델 ID를 찾으려면: fmcat resolve {id}",
    "{option} needs a value": "{option}: 값이 필요합니다",
    "{option}: needs a value": "{option}: 값이 필요합니다",
    "{option}: has an empty value": "{option}: 빈 값이 있습니다",
    "like {example}, or see fmcat fields": "예: {example}. 필드 목록은 fmcat fields",
    "models cannot be sorted by {field}": "{field}(으)로는 정렬할 수 없습니다",
    "sort by one of {fields}": "정렬에 쓸 수 있는 필드: {fields}",
    "{field} has no values to ask for; write has:{field}": "{field}은(는) 값으로 찾을 수 없습니다. has:{field}(으)로 쓰십시오",
    # values
    "unknown {field} {value!r}": "{field}: {value!r}(이)라는 값이 없습니다",
    "unknown model {value!r}": "{value!r}(이)라는 모델이 없습니다",
    "unknown model {name!r}": "{name!r}(이)라는 모델이 없습니다",
    "fmcat stats --by {field} counts those in use": "쓰이는 값 보기: fmcat stats --by {field}",
    "{word} is a {kind}: {term}": "{word}: {kind}입니다. {term}(으)로 찾을 수 있습니다",
    "{word} is an {kind}: {term}": "{word}: {kind}입니다. {term}(으)로 찾을 수 있습니다",
    "models cannot be found by this address": "이 주소로는 모델을 찾을 수 없습니다",
    "use an arXiv or Hugging Face address, or part of a name": "arXiv나 Hugging Face 주소, 또는 이름의 일부를 쓰십시오",
    "{option}: {value!r} has no letter or digit": "{option}: {value!r}에 글자나 숫자가 없습니다",
    "{option}: must be yes or no": "{option}: yes나 no여야 합니다",
    "{value} ends before it begins": "{value}: 끝이 시작보다 앞섭니다",
    "a range needs at least one end, like 2021.. or ..2023": "범위에는 2021.. 또는 ..2023처럼 한쪽 끝이 필요합니다",
    "{text!r} is not a date; write 2021, 2021-02 or 2021-02-26": (
        "{text!r}은(는) 날짜가 아닙니다. 2021, 2021-02, 2021-02-26처럼 쓰십시오"
    ),
    "the year {year} is not between {oldest} and {newest}": "연도 {year}이(가) {oldest}~{newest} 범위를 벗어납니다",
    "{text!r} is not a date: there is no month {month}": "{text!r}은(는) 날짜가 아닙니다. {month}월은 없습니다",
    "{text!r} is not a date: that month has no such day": "{text!r}은(는) 날짜가 아닙니다. 그달에 없는 날입니다",
    "{text!r} is not a quantity; write 86M, 1.1B, 128k or a whole number": (
        "{text!r}은(는) 수량이 아닙니다. 86M, 1.1B, 128k나 정수로 쓰십시오"
    ),
    "{text!r} is not a number of FLOP; write 2.1e25": "{text!r}은(는) FLOP 수가 아닙니다. 2.1e25처럼 쓰십시오",
    "{text!r} is not a size of memory; write 24GB or 512MB": (
        "{text!r}은(는) 메모리 크기가 아닙니다. 24GB나 512MB처럼 쓰십시오"
    ),
    "{text!r} is not a whole number from 1 to 1e18": "{text!r}은(는) 1부터 1e18까지의 정수가 아닙니다",
    "open weights can be downloaded; {free} of {found} allow any commercial use: --commercial": (
        "공개 가중치는 내려받을 수 있다는 뜻입니다. 조건 없는 상업적 이용은 {found}개 중 {free}개: --commercial"
    ),
    # suggestions
    "did you mean {names}?": "{names}을(를) 뜻합니까?",
    "{some} or {last}": "{some} 또는 {last}",
    # SQL
    "a NUL character is not allowed in SQL": "SQL에는 NUL 문자를 쓸 수 없습니다",
    # kinds of words
    "modality": "모달리티",
    "kind of data": "데이터 종류",
    "architecture": "구조",
    "training stage": "학습 단계",
    "training method": "학습 방식",
    "capability": "능력",
    "lineage relation": "계보 관계",
    "country": "국가",
    "language": "언어",
    "access level": "공개 범위",
    "status": "상태",
    "license": "라이선스",
    "model family": "모델 계열",
    "vendor": "개발사",
    "work of sources.yaml": "sources.yaml의 문헌",
    "model": "모델",
    "a search has at most {most:,} characters": "검색어는 {most:,}자까지 쓸 수 있습니다",
    "search for fewer words": "단어 수를 줄이십시오",
    "condition of licenses": "라이선스 조건",
    "answer about commercial use": "상업적 이용 여부",
}
