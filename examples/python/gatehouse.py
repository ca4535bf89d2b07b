from os import environ
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, request, session

app = Flask(__name__)
app.secret_key = environ["SESSION_SECRET"]
gatehouse = OAuth(app).register("gatehouse", client_id=environ["CLIENT_ID"], client_secret=environ["CLIENT_SECRET"],
    server_metadata_url=environ["ISSUER"] + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid email profile organization", "code_challenge_method": "S256"})

@app.route("/sign-in")
def sign_in():
    return gatehouse.authorize_redirect(environ["CALLBACK"], organization=request.args.get("organization", ""))

@app.route("/callback")
def callback():
    session["user"] = gatehouse.authorize_access_token()["userinfo"]
    return redirect("/")
