"""Sentences about registry files: reading, checking, editing and writing them."""

SENTENCES = {
    "{word!r} is a class of licenses; name the license itself": "{word!r}은(는) 라이선스의 부류입니다. 라이선스 자체의 이름을 쓰십시오",
    "waiting for another process that is writing in {folder}": "{folder}에 쓰고 있는 다른 프로세스를 기다리는 중입니다",
    "{path}: its owner, group or access list could not be kept": "{path}: 소유자, 그룹 또는 접근 목록을 유지하지 못했습니다",
    "{path} is skipped: it cannot be read": "{path}은(는) 읽을 수 없어 건너뜁니다",
    "{path} is skipped: anybody can write to it; to use it, name it with --registry": (
        "{path}은(는) 누구나 쓸 수 있는 파일이라 건너뜁니다. 사용하려면 --registry로 지정하십시오"
    ),
    "{path} is skipped: anybody can write in its folder; to use it, name it with --registry": (
        "{path}은(는) 누구나 쓸 수 있는 폴더에 있어 건너뜁니다. 사용하려면 --registry로 지정하십시오"
    ),
    "no checkpoint id can be made of {name!r}; give the variant an id": (
        "{name!r}(으)로는 체크포인트 ID를 만들 수 없습니다. 변형에 id를 지정하십시오"
    ),
    "{id} is the checkpoint id of {owner!r} too; give the variant an id": (
        "{id}은(는) {owner!r}의 체크포인트 ID이기도 합니다. 변형에 id를 지정하십시오"
    ),
}
