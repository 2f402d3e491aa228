// A real Kubernetes API server for the tests: the apiextensions server of Kubernetes on an etcd within the same process, with the custom
// resource definitions of a file. It knows nothing of the product. It serves below a path prefix on a loopback port, prints one JSON line
// {"url": "http://127.0.0.1:PORT/PREFIX"} when every kind can be listed, and ends on SIGTERM, SIGINT, or when its standard input ends (so
// that it never outlives the tests that started it). `POST /_reset` removes every object, but not the definitions.
package main

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
	"sync"
	"syscall"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	extensions "k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset"
	"k8s.io/apiextensions-apiserver/pkg/cmd/server/options"
	generatedopenapi "k8s.io/apiextensions-apiserver/pkg/generated/openapi"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/authentication/group"
	"k8s.io/apiserver/pkg/authentication/request/anonymous"
	"k8s.io/apiserver/pkg/authentication/request/bearertoken"
	"k8s.io/apiserver/pkg/authentication/request/union"
	"k8s.io/apiserver/pkg/authentication/token/tokenfile"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/endpoints/discovery/aggregated"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	"k8s.io/apiserver/pkg/registry/generic"
	genericserver "k8s.io/apiserver/pkg/server"
	genericoptions "k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	"k8s.io/apiserver/pkg/util/openapi"
	"k8s.io/apiserver/pkg/util/webhook"
	"k8s.io/client-go/rest"
)

const (
	registry = "/registry" // where the API server keeps its objects in etcd
	patience = 60 * time.Second
)

func main() {
	definitionsFile := flag.String("definitions", "", "a JSON file: an array of CustomResourceDefinition of apiextensions.k8s.io/v1")
	prefix := flag.String("prefix", "", "the path that everything is served below, such as /kubernetes/management")
	flag.Parse()
	log.SetFlags(0)

	directory, err := os.MkdirTemp("", "apiserver")
	if err != nil {
		log.Fatal(err)
	}
	ended := make(chan error, 3)
	go func() { ended <- run(*definitionsFile, *prefix, directory) }()
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
func run(definitionsFile, prefix, directory string) error {
	definitions, err := read(definitionsFile)
	if err != nil {
		return err
	}
	etcdURL, err := startEtcd(directory)
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	etcd, err := clientv3.New(clientv3.Config{Endpoints: []string{etcdURL}, DialTimeout: patience})
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

	server, err := newServer(etcdURL, loopback, definitions)
	if err != nil {
		return err
	}
	prepared := server.GenericAPIServer.PrepareRun()
	failed := make(chan error, 2)
	go func() { failed <- prepared.RunWithContext(context.Background()) }()
	mux := http.NewServeMux()
	mux.Handle("/", server.GenericAPIServer.Handler) // the server's own client, which knows no prefix
	mux.Handle(prefix+"/", http.StripPrefix(prefix, server.GenericAPIServer.Handler))
	mux.HandleFunc("POST /_reset", func(w http.ResponseWriter, r *http.Request) {
		for _, group := range groups(definitions) {
			if _, err := etcd.Delete(r.Context(), registry+"/"+group+"/", clientv3.WithPrefix()); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
		}
		w.WriteHeader(http.StatusNoContent)
	})
	go func() { failed <- (&http.Server{Handler: mux}).Serve(listener) }()

	ready := make(chan error, 1)
	go func() { ready <- define(loopback, definitions) }()
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

func read(file string) ([]apiextensionsv1.CustomResourceDefinition, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var definitions []apiextensionsv1.CustomResourceDefinition
	if err := json.Unmarshal(text, &definitions); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return definitions, nil
}

func groups(definitions []apiextensionsv1.CustomResourceDefinition) []string {
	var names []string
	seen := map[string]bool{}
	for _, definition := range definitions {
		if !seen[definition.Spec.Group] {
			seen[definition.Spec.Group] = true
			names = append(names, definition.Spec.Group)
		}
	}
	return names
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
	case <-time.After(patience):
		return "", errors.New("not ready in time")
	}
}

func newServer(etcdURL string, loopback *rest.Config, definitions []apiextensionsv1.CustomResourceDefinition) (*extensions.CustomResourceDefinitions, error) {
	storage := storagebackend.NewDefaultConfig(registry, extensions.Codecs.LegacyCodec(apiextensionsv1.SchemeGroupVersion))
	storage.Transport.ServerList = []string{etcdURL}
	etcdOptions := genericoptions.NewEtcdOptions(storage)
	// There is no garbage collector here: a foreground deletion would wait for ever on a finalizer that nobody removes.
	etcdOptions.EnableGarbageCollection = false

	// GET /apis is the aggregator's task in a whole Kubernetes; here a second server below the first answers it.
	manager := aggregated.NewResourceManager("apis")
	rootConfig, err := newConfig(loopback)
	if err != nil {
		return nil, err
	}
	rootConfig.AggregatedDiscoveryGroupManager = manager
	root, err := rootConfig.Complete().New("root", genericserver.NewEmptyDelegate())
	if err != nil {
		return nil, err
	}
	for _, definition := range definitions {
		version := metav1.GroupVersionForDiscovery{GroupVersion: definition.Spec.Group + "/" + definition.Spec.Versions[0].Name, Version: definition.Spec.Versions[0].Name}
		root.DiscoveryGroupManager.AddGroup(metav1.APIGroup{Name: definition.Spec.Group, Versions: []metav1.GroupVersionForDiscovery{version}, PreferredVersion: version})
	}

	config, err := newConfig(loopback)
	if err != nil {
		return nil, err
	}
	config.AggregatedDiscoveryGroupManager = manager
	namer := openapinamer.NewDefinitionNamer(extensions.Scheme)
	withoutDisabled := openapi.GetOpenAPIDefinitionsWithoutDisabledFeatures(generatedopenapi.GetOpenAPIDefinitions)
	config.OpenAPIConfig = genericserver.DefaultOpenAPIConfig(withoutDisabled, namer)
	config.OpenAPIV3Config = genericserver.DefaultOpenAPIV3Config(withoutDisabled, namer)
	config.MergedResourceConfig = extensions.DefaultAPIResourceConfigSource()
	if err := etcdOptions.ApplyTo(&config.Config); err != nil {
		return nil, err
	}
	return (&extensions.Config{
		GenericConfig: config,
		ExtraConfig: extensions.ExtraConfig{
			CRDRESTOptionsGetter: generic.RESTOptionsGetter(options.NewCRDRESTOptionsGetter(*etcdOptions, nil, config.StorageObjectCountTracker)),
			MasterCount:          1,
			ServiceResolver:      webhook.NewDefaultServiceResolver(),
		},
	}).Complete().New(root)
}

func newConfig(loopback *rest.Config) (*genericserver.RecommendedConfig, error) {
	config := genericserver.NewRecommendedConfig(extensions.Codecs)
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

// define creates all definitions and waits until each of their kinds can be listed: the first list of a kind waits for its cache.
func define(loopback *rest.Config, definitions []apiextensionsv1.CustomResourceDefinition) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	clients, err := clientset.NewForConfig(loopback)
	if err != nil {
		return err
	}
	problems := make(chan error, len(definitions))
	var all sync.WaitGroup
	for _, definition := range definitions {
		all.Go(func() {
			if err := create(ctx, clients, &definition); err != nil {
				problems <- fmt.Errorf("%s: %w", definition.Name, err)
			}
		})
	}
	all.Wait()
	close(problems)
	return <-problems
}

func create(ctx context.Context, clients *clientset.Clientset, definition *apiextensionsv1.CustomResourceDefinition) error {
	api := clients.ApiextensionsV1().CustomResourceDefinitions()
	for { // the first requests come before the server is up
		_, err := api.Create(ctx, definition, metav1.CreateOptions{})
		if err == nil {
			break
		}
		if ctx.Err() != nil || !again(err) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	path := "/apis/" + definition.Spec.Group + "/" + definition.Spec.Versions[0].Name + "/" + definition.Spec.Names.Plural
	for {
		err := clients.RESTClient().Get().AbsPath(path).MaxRetries(0).Do(ctx).Error()
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			stored, getError := api.Get(context.Background(), definition.Name, metav1.GetOptions{})
			if getError == nil {
				return fmt.Errorf("%w; conditions: %+v", err, stored.Status.Conditions)
			}
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// again tells whether a server that is only just starting may have given this error.
func again(err error) bool {
	var status interface{ Status() metav1.Status }
	return !errors.As(err, &status) || status.Status().Code == http.StatusTooManyRequests || status.Status().Code >= 500 ||
		status.Status().Code == http.StatusForbidden || status.Status().Code == http.StatusNotFound
}
