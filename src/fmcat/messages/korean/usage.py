"""The help of the commands, their arguments and options."""

SENTENCES: dict[str, str] = {
    "{format} holds models; leave out --checkpoints": "{format} 형식에는 모델만 쓸 수 있습니다. --checkpoints를 빼십시오",
}
