def test_smoke(store):
    with store.read() as s:
        pass
