// A real Kubernetes API server for the tests: the apiextensions server of Kubernetes with the custom resource definitions of a file. It knows
// nothing of the product. How it runs is in package host.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"sync"
	"time"

	"clusterplane.test/real/kubernetes/host"
	clientv3 "go.etcd.io/etcd/client/v3"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	extensions "k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset"
	"k8s.io/apiextensions-apiserver/pkg/cmd/server/options"
	generatedopenapi "k8s.io/apiextensions-apiserver/pkg/generated/openapi"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
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

func main() {
	file := flag.String("definitions", "", "a JSON file: an array of CustomResourceDefinition of apiextensions.k8s.io/v1")
	host.Main(func(etcd *clientv3.Client, loopback *rest.Config) (*host.Server, error) {
		definitions, err := read(*file)
		if err != nil {
			return nil, err
		}
		server, err := newServer(etcd.Endpoints(), loopback, definitions)
		if err != nil {
			return nil, err
		}
		ready := func() error { return define(loopback, definitions) }
		return &host.Server{GenericAPIServer: server.GenericAPIServer, Groups: groups(definitions), Ready: ready}, nil
	})
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

func newServer(etcd []string, loopback *rest.Config, definitions []apiextensionsv1.CustomResourceDefinition) (*extensions.CustomResourceDefinitions, error) {
	storage := storagebackend.NewDefaultConfig(host.Registry, extensions.Codecs.LegacyCodec(apiextensionsv1.SchemeGroupVersion))
	storage.Transport.ServerList = etcd
	etcdOptions := genericoptions.NewEtcdOptions(storage)
	// There is no garbage collector here: a foreground deletion would wait for ever on a finalizer that nobody removes.
	etcdOptions.EnableGarbageCollection = false

	// GET /apis is the aggregator's task in a whole Kubernetes; here a second server below the first answers it.
	manager := aggregated.NewResourceManager("apis")
	rootConfig, err := host.NewConfig(extensions.Codecs, loopback)
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

	config, err := host.NewConfig(extensions.Codecs, loopback)
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

// define creates all definitions and waits until each of their kinds can be listed: the first list of a kind waits for its cache.
func define(loopback *rest.Config, definitions []apiextensionsv1.CustomResourceDefinition) error {
	ctx, cancel := context.WithTimeout(context.Background(), host.Patience)
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
