package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	g, err := connect()
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/sign-in", g.signIn)
	http.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) {
		var person struct {
			Name         string `json:"name"`
			Organization string `json:"org_name"`
		}
		if err := g.callback(r, &person); err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		fmt.Fprintf(w, "Hello, %s of %s", person.Name, person.Organization)
	})
	log.Fatal(http.ListenAndServe("localhost:4703", nil))
}
