// Package host is what the API servers of the tests run in: an etcd within the same process, two tokens, a path prefix on a loopback port.
package host

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apiserver/pkg/authentication/group"
	"k8s.io/apiserver/pkg/authentication/request/anonymous"
	"k8s.io/apiserver/pkg/authentication/request/bearertoken"
	"k8s.io/apiserver/pkg/authentication/request/union"
	"k8s.io/apiserver/pkg/authentication/token/tokenfile"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	genericserver "k8s.io/apiserver/pkg/server"
	genericoptions "k8s.io/apiserver/pkg/server/options"
	"k8s.io/client-go/rest"
)

const (
	Registry = "/registry"      // where an API server keeps its objects in etcd
	Patience = 60 * time.Second // for anything that comes up
)

// Server is an API server that is about to run.
type Server struct {
	*genericserver.GenericAPIServer
	Groups []string     // whose objects `POST /_reset` removes
	Ready  func() error // returns when every kind can be listed
}

// Make makes a server on an etcd; loopback is how it reaches itself.
type Make func(etcd *clientv3.Client, loopback *rest.Config) (*Server, error)

// Main reads the flags and serves below a path prefix on a loopback port. It prints one JSON line {"url": "http://127.0.0.1:PORT/PREFIX"} when
// the server is ready, and ends on SIGTERM, SIGINT, or when the standard input ends (so that it never outlives the tests that started it).
// `POST /_reset` removes every object.
func Main(of Make) {
	prefix := flag.String("prefix", "", "the path that everything is served below, such as /kubernetes/management")
	flag.Parse()
	log.SetFlags(0)

	directory, err := os.MkdirTemp("", "apiserver")
	if err != nil {
		log.Fatal(err)
	}
	ended := make(chan error, 3)
	go func() { ended <- run(of, *prefix, directory) }()
	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
		<-signals
		ended <- nil
	}()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		ended <- nil
	}()
	err = <-ended
	// Nothing in the directory is worth an orderly end, which takes the libraries a dozen seconds.
	_ = os.RemoveAll(directory)
	if err != nil {
		log.Fatal(err)
	}
}

// run serves until the process ends; it returns only when something went wrong.
func run(of Make, prefix, directory string) error {
	etcdURL, err := startEtcd(directory)
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	etcd, err := clientv3.New(clientv3.Config{Endpoints: []string{etcdURL}, DialTimeout: Patience})
	if err != nil {
		return fmt.Errorf("etcd client: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	secret := make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		return err
	}
	loopback := &rest.Config{Host: "http://" + listener.Addr().String(), BearerToken: hex.EncodeToString(secret), QPS: -1}
	server, err := of(etcd, loopback)
	if err != nil {
		return err
	}
	prepared := server.PrepareRun()
	failed := make(chan error, 2)
	go func() { failed <- prepared.RunWithContext(context.Background()) }()
	mux := http.NewServeMux()
	mux.Handle("/", server.Handler) // the server's own client, which knows no prefix
	mux.Handle(prefix+"/", http.StripPrefix(prefix, server.Handler))
	mux.HandleFunc("POST /_reset", func(w http.ResponseWriter, r *http.Request) {
		for _, group := range server.Groups {
			if _, err := etcd.Delete(r.Context(), Registry+"/"+group+"/", clientv3.WithPrefix()); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
		}
		w.WriteHeader(http.StatusNoContent)
	})
	go func() { failed <- (&http.Server{Handler: mux}).Serve(listener) }()

	ready := make(chan error, 1)
	go func() { ready <- server.Ready() }()
	select {
	case err = <-ready:
	case err = <-failed:
	}
	if err != nil {
		return err
	}
	line, _ := json.Marshal(map[string]string{"url": loopback.Host + prefix})
	fmt.Println(string(line))
	return <-failed
}

// startEtcd listens on unix sockets in the directory and never syncs to the disk.
func startEtcd(directory string) (string, error) {
	config := embed.NewConfig()
	config.Dir = filepath.Join(directory, "data")
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	client := url.URL{Scheme: "unix", Path: filepath.Join(directory, "client")}
	peer := url.URL{Scheme: "unix", Path: filepath.Join(directory, "peer")}
	config.ListenClientUrls, config.ListenPeerUrls = []url.URL{client}, []url.URL{peer}
	// What other members would dial; there are none, but it must have the form of a host and port.
	nobody := []url.URL{{Scheme: "http", Host: "localhost:1"}}
	config.AdvertiseClientUrls, config.AdvertisePeerUrls = nobody, nobody
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return "", err
	}
	select {
	case <-etcd.Server.ReadyNotify():
		return client.String(), nil
	case err := <-etcd.Err():
		return "", err
	case <-time.After(Patience):
		return "", errors.New("not ready in time")
	}
}

// NewConfig is of a server that knows the two tokens and its own, loopback's.
func NewConfig(codecs serializer.CodecFactory, loopback *rest.Config) (*genericserver.RecommendedConfig, error) {
	config := genericserver.NewRecommendedConfig(codecs)
	if err := genericoptions.NewServerRunOptions().ApplyTo(&config.Config); err != nil {
		return nil, err
	}
	config.ExternalAddress = strings.TrimPrefix(loopback.Host, "http://")
	config.LoopbackClientConfig = loopback
	tokens := tokenfile.New(map[string]*user.DefaultInfo{"test-token": {Name: "admin"}, "readonly-token": {Name: "readonly"}})
	config.Authentication.Authenticator = union.New(
		union.NewFailOnError(group.NewAuthenticatedGroupAdder(bearertoken.New(tokens)), anonymous.NewAuthenticator(nil)),
	)
	config.Authorization.Authorizer = authorizer.AuthorizerFunc(authorize)
	return config, nil
}

// authorize lets admin and the server itself do all, readonly read all, and everybody ask for the server's health.
func authorize(_ context.Context, a authorizer.Attributes) (authorizer.Decision, string, error) {
	name := a.GetUser().GetName()
	health := !a.IsResourceRequest() && (strings.HasPrefix(a.GetPath(), "/healthz") || strings.HasPrefix(a.GetPath(), "/livez") ||
		strings.HasPrefix(a.GetPath(), "/readyz") || a.GetPath() == "/version")
	if name == "admin" || slices.Contains(a.GetUser().GetGroups(), user.SystemPrivilegedGroup) || (name == "readonly" && a.IsReadOnly()) || (health && a.IsReadOnly()) {
		return authorizer.DecisionAllow, "", nil
	}
	return authorizer.DecisionNoOpinion, "", nil
}
