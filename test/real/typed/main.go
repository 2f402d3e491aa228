// A real Kubernetes API server for the tests, of the kind that the recordings came from: the generic registry of k8s.io/apiserver on an etcd
// within the same process, serving typed Go structs (package v1, made from the tables of the sandbox). It differs from test/real/kubernetes
// as an aggregated API server differs from one that serves custom resources: decoders, strategic merge patches, empty values, words of errors.
// It serves below a path prefix on a loopback port, prints one JSON line {"url": "http://127.0.0.1:PORT/PREFIX"} when every kind can be
// listed, and ends on SIGTERM, SIGINT, or when its standard input ends. `POST /_reset` removes every object.
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
	"syscall"
	"time"

	v1 "clusterplane.test/real/typed/v1"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
	generatedopenapi "k8s.io/apiextensions-apiserver/pkg/generated/openapi"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apiserver/pkg/authentication/group"
	"k8s.io/apiserver/pkg/authentication/request/anonymous"
	"k8s.io/apiserver/pkg/authentication/request/bearertoken"
	"k8s.io/apiserver/pkg/authentication/request/union"
	"k8s.io/apiserver/pkg/authentication/token/tokenfile"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	"k8s.io/apiserver/pkg/registry/rest"
	genericserver "k8s.io/apiserver/pkg/server"
	genericoptions "k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	clientrest "k8s.io/client-go/rest"
	"k8s.io/kube-openapi/pkg/common"
)

const (
	registry = "/registry" // where the API server keeps its objects in etcd
	patience = 60 * time.Second
)

var (
	groupVersion = schema.GroupVersion{Group: "management.loft.sh", Version: "v1"}
	scheme       = runtime.NewScheme()
	codecs       serializer.CodecFactory
)

func init() {
	internal := schema.GroupVersion{Group: groupVersion.Group, Version: runtime.APIVersionInternal}
	for _, kind := range v1.Kinds {
		for _, version := range []schema.GroupVersion{groupVersion, internal} {
			scheme.AddKnownTypeWithName(version.WithKind(kind.Kind), kind.New())
			scheme.AddKnownTypeWithName(version.WithKind(kind.Kind+"List"), kind.NewList())
		}
	}
	metav1.AddToGroupVersion(scheme, groupVersion)
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
	scheme.AddUnversionedTypes(schema.GroupVersion{Version: "v1"},
		&metav1.Status{}, &metav1.APIVersions{}, &metav1.APIGroupList{}, &metav1.APIGroup{}, &metav1.APIResourceList{})
	utilruntime.Must(scheme.SetVersionPriority(groupVersion))
	// As the vendor's: what a strict reader refuses is refused even with fieldValidation=Ignore.
	codecs = serializer.NewCodecFactory(scheme, serializer.EnableStrict)
}

func main() {
	prefix := flag.String("prefix", "", "the path that everything is served below, such as /kubernetes/management")
	flag.Parse()
	log.SetFlags(0)

	directory, err := os.MkdirTemp("", "apiserver")
	if err != nil {
		log.Fatal(err)
	}
	ended := make(chan error, 3)
	go func() { ended <- run(*prefix, directory) }()
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
func run(prefix, directory string) error {
	etcdURL, err := startEtcd(directory)
	if err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	etcd, err := clientv3.New(clientv3.Config{Endpoints: []string{etcdURL}, DialTimeout: patience})
	if err != nil {
		return fmt.Errorf("etcd client: %w", err)
	}
	if err := forget(etcd); err != nil {
		return fmt.Errorf("etcd: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	secret := make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		return err
	}
	loopback := &clientrest.Config{Host: "http://" + listener.Addr().String(), BearerToken: hex.EncodeToString(secret), QPS: -1}
	server, err := newServer(etcdURL, loopback)
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
		if _, err := etcd.Delete(r.Context(), registry+"/"+groupVersion.Group+"/", clientv3.WithPrefix()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	go func() { failed <- (&http.Server{Handler: mux}).Serve(listener) }()

	ready := make(chan error, 1)
	go func() { ready <- warm(loopback.Host) }()
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
	case <-time.After(patience):
		return "", errors.New("not ready in time")
	}
}

// forget gives etcd a past that is forgotten: the first versions are too old, as on a server that has been running for a while.
func forget(etcd *clientv3.Client) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var version int64
	for range 5 {
		put, err := etcd.Put(ctx, "/past", "")
		if err != nil {
			return err
		}
		version = put.Header.Revision
	}
	_, err := etcd.Compact(ctx, version)
	return err
}

func newServer(etcdURL string, loopback *clientrest.Config) (*genericserver.GenericAPIServer, error) {
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
	storage := storagebackend.NewDefaultConfig(registry, codecs.LegacyCodec(groupVersion))
	storage.Transport.ServerList = []string{etcdURL}
	etcdOptions := genericoptions.NewEtcdOptions(storage)
	if err := etcdOptions.ApplyTo(&config.Config); err != nil {
		return nil, err
	}
	namer := openapinamer.NewDefinitionNamer(scheme)
	config.OpenAPIConfig = genericserver.DefaultOpenAPIConfig(definitions, namer)
	config.OpenAPIV3Config = genericserver.DefaultOpenAPIV3Config(definitions, namer)

	server, err := config.Complete().New("typed", genericserver.NewEmptyDelegate())
	if err != nil {
		return nil, err
	}
	storages, err := newStorages(config.RESTOptionsGetter)
	if err != nil {
		return nil, err
	}
	info := genericserver.NewDefaultAPIGroupInfo(groupVersion.Group, scheme, metav1.ParameterCodec, codecs)
	info.VersionedResourcesStorageMap = map[string]map[string]rest.Storage{groupVersion.Version: storages}
	info.NegotiatedSerializer = withoutProtobuf{codecs}
	return server, server.InstallAPIGroup(&info)
}

// withoutProtobuf serves JSON and YAML: none of the types can be written as protobuf.
type withoutProtobuf struct{ runtime.NegotiatedSerializer }

func (w withoutProtobuf) SupportedMediaTypes() []runtime.SerializerInfo {
	return slices.DeleteFunc(slices.Clone(w.NegotiatedSerializer.SupportedMediaTypes()), func(info runtime.SerializerInfo) bool {
		return info.MediaType == runtime.ContentTypeProtobuf
	})
}

// definitions are the schemas of the platform's types, and of Kubernetes' own.
func definitions(ref common.ReferenceCallback) map[string]common.OpenAPIDefinition {
	all := generatedopenapi.GetOpenAPIDefinitions(ref)
	for name, definition := range v1.Definitions(ref) {
		all[name] = definition
	}
	return all
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

// warm waits until each kind can be listed: the first list of a kind waits for its cache.
func warm(host string) error {
	deadline := time.Now().Add(patience)
	for _, kind := range v1.Kinds {
		if !kind.Kept {
			continue
		}
		for {
			request, _ := http.NewRequest(http.MethodGet, host+"/apis/"+groupVersion.String()+"/"+kind.Plural+"?resourceVersion=0", nil)
			request.Header.Set("Authorization", "Bearer test-token")
			response, err := http.DefaultClient.Do(request)
			if err == nil {
				_ = response.Body.Close()
				if response.StatusCode == http.StatusOK {
					break
				}
				err = errors.New(response.Status)
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("%s: %w", kind.Plural, err)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	return nil
}
