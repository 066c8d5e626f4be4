"""The smallest thing that `serve` can serve: one page, which says how old the clock's heartbeat is."""

from casework.leasing import clock_age


def make_app(hub):
    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        age = clock_age(hub)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"{age}".encode()})

    return app
