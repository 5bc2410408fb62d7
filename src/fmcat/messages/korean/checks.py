"""Sentences of the rules of `fmcat check`."""

SENTENCES = {
    "error": "오류",
    "warning": "경고",
    "{severity}; in your own registry a {courtesy}": "{severity}, 나만의 레지스트리에서는 {courtesy}",
    "released is {released}, but its dates say it became public on {expected}": "released는 {released}인데 dates에 따르면 {expected}에 공개되었습니다",
    "paper is {paper}, but arXiv id {arxiv} is from {month}": "논문 날짜는 {paper}인데 arXiv ID {arxiv}은(는) {month}에 받은 번호입니다",
    "{key} ({later}) is earlier than {earlier}": "{key}({later})이(가) {earlier}보다 이릅니다",
    "{day} is in the future": "{day}은(는) 미래의 날짜입니다",
    "released in {year}, but timeline {timeline} has it in era {number}, {start} to {end}": "{year}년에 공개되었는데 연표 {timeline}의 {number}번째 시대({start}~{end})에 있습니다",
    "{text!r} should be written {normal}": "{text!r}은(는) {normal}(으)로 쓰는 것이 표준입니다",
    "the model descends from itself": "모델이 자기 자신의 조상입니다",
    "released {released}, before {parent} ({earlier}), which it was made from": "공개일이 {released}인데 바탕 모델 {parent}({earlier})보다 이릅니다",
    "the weights are open, but no link to them is given": "가중치가 공개되었는데 링크가 없습니다",
    "the weights are open, but no license of the weights is given": "가중치가 공개되었는데 가중치 라이선스가 없습니다",
    "{license} is non-commercial or restricts uses; write `access: open-restricted`": "{license} 라이선스는 비상업적이거나 용도를 제한하므로 `access: open-restricted`로 적으십시오",
    "the weights have a link, but access is {access}": "가중치 링크가 있는데 access가 {access}입니다",
    "the vendor withholds its size, so its weights are probably not open; state its access": "개발사가 크기를 밝히지 않아 가중치가 공개되었을 가능성이 낮습니다. access를 적으십시오",
    "the two models replace each other": "두 모델이 서로를 대체합니다",
    "the model is replaced; its status is one of {statuses}": "대체된 모델입니다. status는 {statuses} 중 하나여야 합니다",
    "{flop} FLOP, but 6 for each parameter and token are {expected}": "{flop} FLOP인데 매개변수와 토큰마다 6씩이면 {expected}입니다",
    "{tokens} tokens, but the context holds {context}": "{tokens} 토큰인데 컨텍스트는 {context} 토큰입니다",
    "the outputs have no embedding": "outputs에 embedding이 없습니다",
    "more parameters are active than the model has": "활성 매개변수가 전체 매개변수보다 많습니다",
    "{total} parameters, but the largest variant has {largest}": "매개변수가 {total}인데 가장 큰 변형은 {largest}입니다",
    "no source for {fact}; list one under sources": "{fact}의 출처가 없습니다. sources에 적으십시오",
    "{fact!r} is not stated in this entry": "{fact!r}은(는) 이 항목에 적혀 있지 않습니다",
    "{fact!r} is not a field of an entry": "{fact!r}(이)라는 필드가 없습니다",
    "a summary in English (en) and Korean (ko) is missing": "영어(en)와 한국어(ko) 요약이 필요합니다",
    "the list repeats a value": "목록에 같은 값이 두 번 있습니다",
    "{count} characters; at most {most} are allowed": "{count}자입니다. {most}자까지 쓸 수 있습니다",
    "no model uses this term": "이 용어를 쓰는 모델이 없습니다",
    "is listed after {before}; sort the models by id": "{before} 뒤에 있습니다. 모델을 ID 순으로 정렬하십시오",
    "{author!r} looks like two authors; list each one separately": "{author!r}은(는) 저자 두 명으로 보입니다. 한 명씩 따로 적으십시오",
    "English (en) or Korean (ko) is missing": "영어(en)나 한국어(ko)가 빠졌습니다",
    "{account} is not the maker's account; list the maker's own page, or name the account among the vendor's "
    "organizations": "{account}은(는) 만든 곳의 계정이 아닙니다. 만든 곳의 페이지를 적거나, 그 계정을 제작사의 organizations에 적으십시오",
    "{capability} needs one of these among the {field}: {needed}; add it, or remove the capability": (
        "{capability}에는 {field}에 다음 중 하나가 필요합니다: {needed}. 그것을 더하거나 이 능력을 빼십시오"
    ),
    "the knowledge cutoff {cutoff} is later than the release {released}": (
        "지식 기준일 {cutoff}이(가) 공개일 {released}보다 늦습니다"
    ),
    "{name!r} is the model {entry}; write its id": "{name!r}은(는) 모델 {entry}입니다. 그 ID를 적으십시오",
    "this page is {kind}; read the maker's own page and list that one instead": "이 페이지의 종류는 {kind}입니다. 만든 곳의 페이지를 읽고 그것을 적으십시오",
    "{author!r} is not an author; name every author, or the group": "{author!r}은(는) 저자가 아닙니다. 모든 저자나 단체의 이름을 적으십시오",
    "{text!r} is also what {others} is called": "{text!r}은(는) {others}의 이름이기도 합니다",
    "no reason why {value!r} is not followed; add one, or follow the source": (
        "{value!r}을(를) 따르지 않는 이유가 없습니다. 이유를 적거나 출처를 따르십시오"
    ),
    "{value!r} cannot contradict {fact}; name only the facts it disagrees about": (
        "{value!r}은(는) {fact}에 대한 다른 값이 될 수 없습니다. 값이 다른 사실만 적으십시오"
    ),
    "{own}, but {license} of {ancestor} forbids commercial use ({way})": (
        "{own}이지만 {ancestor}의 {license}은(는) 상업적 이용을 금지합니다({way})"
    ),
    "{own}, but {license} of {ancestor} puts commercial use under conditions ({way})": (
        "{own}이지만 {ancestor}의 {license}은(는) 상업적 이용에 조건을 둡니다({way})"
    ),
    "{variant} was released on {day}, before the model ({released})": (
        "{variant}은(는) 모델({released})보다 먼저인 {day}에 공개되었습니다"
    ),
    "it has a day of {event}, but its status is {status}; write `status: {event}`": (
        "{event} 날짜가 있지만 상태가 {status}입니다. `status: {event}`로 적으십시오"
    ),
    "the experts are known, but not how many parameters are active": (
        "전문가 혼합 모델이지만 활성 매개변수가 적혀 있지 않습니다"
    ),
    "{text!r} is a rounded {exact}; write that": "{text!r}은(는) {exact}을(를) 반올림한 값입니다. 정확한 값을 적으십시오",
    "{own}, but {variant}, the size it is listed under, is licensed under {license}": (
        "{own}이지만 크기로 적은 변형 {variant}의 라이선스는 {license}입니다"
    ),
    "cited as of {cited}, but arXiv id {arxiv} is from {year}": (
        "인용 연도는 {cited}이지만 arXiv ID {arxiv}은(는) {year}년의 것입니다"
    ),
    "{venue!r} contains a year; write the venue alone, the year has its own field": (
        "{venue!r}에 연도가 있습니다. 연도는 따로 적으므로 발표처만 적으십시오"
    ),
    "unknown": "알 수 없음",
}
