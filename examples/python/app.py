from flask import session
from gatehouse import app

@app.route("/")
def home():
    user = session.get("user")
    return f"Hello, {user['name']} of {user['org_name']}" if user else "Not signed in. Open /sign-in"

app.run(port=4704)
