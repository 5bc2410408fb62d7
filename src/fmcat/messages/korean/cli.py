"""Sentences of the command line: its errors, notes and prompts."""

SENTENCES = {
    "[default: {value}]": "[기본값: {value}]",
    "error:": "오류:",
    "1 problem in the registry": "레지스트리에 문제가 1개 있습니다",
    "{count} problems in the registry": "레지스트리에 문제가 {count}개 있습니다",
    "at least {count} problems in the registry": "레지스트리에 문제가 {count}개 이상 있습니다",
    "a bug in fmcat: {kind}: {words}": "fmcat의 버그입니다: {kind}: {words}",
    "run it again with --debug, and report what it prints": "--debug를 붙여 다시 실행하고 출력을 알려 주십시오",
    "the argument {shown} is not UTF-8; rename the file or type the text again": (
        "인자 {shown}은(는) UTF-8이 아닙니다. 파일 이름을 바꾸거나 다시 입력하십시오"
    ),
    # what Typer finds wrong
    "unknown option {option}": "{option}(이)라는 옵션이 없습니다",
    "{name} is missing": "{name}이(가) 빠졌습니다",
    "{option} takes no value": "{option}에는 값을 쓰지 않습니다",
    "unexpected argument: {words}": "불필요한 인자입니다: {words}",
    "{option}: {value} is not a whole number": "{option}: {value}은(는) 정수가 아닙니다",
    "{option}: {value} is less than {least}": "{option}: {value}은(는) {least}보다 작습니다",
    "not needed any more: fmcat lineage NAME shows what it was made from": "이제 필요 없습니다. fmcat lineage NAME이 바탕이 된 모델을 보여 줍니다",
    "for the whole glossary: fmcat explain --format markdown": "용어집 전체: fmcat explain --format markdown",
    # commands
    "unknown command {name!r}": "{name!r}(이)라는 명령이 없습니다",
    "fmcat --help lists all commands": "모든 명령 보기: fmcat --help",
}
