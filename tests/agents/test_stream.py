"""What is between the server and the client's pipes."""

import anyio

from fmcat.agents.stream import Sending, at_rest


def test_a_server_rests_only_when_each_answer_is_written() -> None:
    taken: list[str] = []

    class Slow:
        """Takes an answer after a while."""

        async def send(self, item: str, /) -> None:
            await anyio.sleep(0.5)
            taken.append(item)

        async def aclose(self) -> None:
            taken.append("closed")

    async def talk() -> None:
        async with anyio.create_task_group() as group, Sending(Slow()) as sending:
            group.start_soon(sending.send, "an answer")
            await at_rest(lambda: bool(sending.waiting))

    anyio.run(talk)
    assert taken == ["an answer", "closed"]
