import express from "express";
import session from "express-session";
import { callback, signIn } from "./gatehouse.mjs";

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get("/sign-in", signIn);
app.get("/callback", callback);
app.get("/", ({ session: { user } }, response) => {
  response
    .type("text")
    .send(user ? `Hello, ${user.name} of ${user.org_name}` : "Not signed in. Open /sign-in");
});
app.listen(4701, () => console.log("http://localhost:4701"));
