"""Labels about what a training took and what it was for, in English and Korean."""

from collections.abc import Mapping

TRAINING: Mapping[str, tuple[str, str]] = {
    "languages": ("{all} languages", "언어 {all}개"),
    "eu_ai_act": ("10²⁵ FLOP: systemic risk in the EU AI Act", "10²⁵ FLOP: EU AI법의 시스템적 위험 기준"),
    "flop_stated": ("{flop} FLOP, stated", "{flop} FLOP, 개발사 발표"),
    "flop_estimated": ("{flop} FLOP, estimated", "{flop} FLOP, 추정"),
    "confident": ("confident", "신뢰도 높음"),
    "likely": ("likely", "신뢰도 보통"),
    "speculative": ("speculative", "신뢰도 낮음"),
}
