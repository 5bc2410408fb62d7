"""Labels about licenses, in English and Korean."""

from collections.abc import Mapping

LICENSE: Mapping[str, tuple[str, str]] = {
    "commercial": ("commercial use", "상업적 이용"),
    "conditional": ("conditional", "조건부"),
    "license_checkpoints": ("checkpoints", "체크포인트"),
    "license_own": ("its license", "자체 라이선스"),
    "license_asks": ("asks", "요구 조건"),
    "license_inherited": ("inherited", "이어받은 조건"),
    "license_teacher": ("no training on its outputs", "출력물 학습 금지"),
    "license_conflict": ("contradiction", "모순"),
    "license_against": (
        "its own license ({own}) says: {answer}; {target} ({license}) says: {other}",
        "자체 라이선스({own})는 {answer}, {target}({license})은(는) {other}",
    ),
    "license_why_external": ("not in the catalog", "카탈로그에 없는 모델"),
    "license_why_unlisted": (
        "its lineage does not name this base, so its terms are not followed",
        "계보에 적히지 않은 바탕 모델이라 조건을 따라가지 않음",
    ),
    "license_why_unlicensed": ("its license is not recorded", "라이선스가 기록되지 않음"),
    "license_why_sizes": (
        "its license differs by checkpoint, and which one was used is not recorded",
        "체크포인트마다 라이선스가 다른데 어느 것을 썼는지 기록되지 않음",
    ),
    "license_why_undescribed": ("its license is not described", "라이선스의 내용이 기록되지 않음"),
    "license_why_cycle": ("it is said to come from itself", "자기 자신에서 유래한 것으로 기록됨"),
    "license_notice_for": ("Notices for {name}", "{name}의 고지 사항"),
    "not_legal_advice": (
        "This is not legal advice: read the licenses themselves.",
        "법률 자문이 아닙니다. 라이선스 원문을 확인하십시오.",
    ),
}
#: What the vocabularies about licenses are called.
LICENSE_VOCABULARIES: Mapping[str, tuple[str, str]] = {
    "condition": ("License conditions", "라이선스 조건"),
    "commercial": ("Commercial use", "상업적 이용"),
}
