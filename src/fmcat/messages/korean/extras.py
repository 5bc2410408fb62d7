"""What needs an optional library."""

SENTENCES = {
    "{purpose} needs the '{extra}' extra": "{purpose}에는 '{extra}' 추가 기능이 필요합니다",
    "{install}, or write {suffix} instead": "{install}, 또는 {suffix} 파일로 쓰십시오",
    "writing PNG": "PNG 쓰기",
    "writing PDF": "PDF 쓰기",
    "writing Parquet": "Parquet 쓰기",
    "the MCP server": "MCP 서버",
    "'browse'": "'browse'",
    "--catalog {scheme}:…": "--catalog {scheme}:…",
    "the dialect {dialect}": "{dialect} 방언",
}
