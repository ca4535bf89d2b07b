package main

import (
	"context"
	"net/http"
	"os"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

type gatehouse struct {
	*oidc.Provider
	oauth2.Config
}

func connect() (gatehouse, error) {
	provider, err := oidc.NewProvider(context.Background(), os.Getenv("ISSUER"))
	if err != nil {
		return gatehouse{}, err
	}
	config := oauth2.Config{ClientID: os.Getenv("CLIENT_ID"), ClientSecret: os.Getenv("CLIENT_SECRET"),
		RedirectURL: os.Getenv("CALLBACK"), Endpoint: provider.Endpoint(), Scopes: []string{"openid", "email", "profile", "organization"}}
	return gatehouse{provider, config}, nil
}

func (g gatehouse) signIn(w http.ResponseWriter, r *http.Request) {
	verifier := oauth2.GenerateVerifier()
	http.SetCookie(w, &http.Cookie{Name: "verifier", Value: verifier, Path: "/callback", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	organization := oauth2.SetAuthURLParam("organization", r.FormValue("organization"))
	http.Redirect(w, r, g.AuthCodeURL("", oauth2.S256ChallengeOption(verifier), organization), http.StatusFound)
}

func (g gatehouse) callback(r *http.Request, claims any) error {
	cookie, err := r.Cookie("verifier")
	if err != nil {
		return err
	}
	token, err := g.Exchange(r.Context(), r.FormValue("code"), oauth2.VerifierOption(cookie.Value))
	if err != nil {
		return err
	}
	info, err := g.UserInfo(r.Context(), g.TokenSource(r.Context(), token))
	if err != nil {
		return err
	}
	return info.Claims(claims)
}
