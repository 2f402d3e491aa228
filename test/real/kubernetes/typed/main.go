// A real Kubernetes API server for the tests, of the kind that the recordings came from: the generic registry of k8s.io/apiserver, serving typed
// Go structs (package v1, made from the tables of the sandbox). It differs from ../custom as an aggregated API server differs from one that
// serves custom resources: decoders, strategic merge patches, empty values, words of errors. How it runs is in package host.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"clusterplane.test/real/kubernetes/host"
	v1 "clusterplane.test/real/kubernetes/typed/v1"
	clientv3 "go.etcd.io/etcd/client/v3"
	generatedopenapi "k8s.io/apiextensions-apiserver/pkg/generated/openapi"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	"k8s.io/apiserver/pkg/registry/rest"
	genericserver "k8s.io/apiserver/pkg/server"
	genericoptions "k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	clientrest "k8s.io/client-go/rest"
	"k8s.io/kube-openapi/pkg/common"
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
	host.Main(func(etcd *clientv3.Client, loopback *clientrest.Config) (*host.Server, error) {
		if err := forget(etcd); err != nil {
			return nil, fmt.Errorf("etcd: %w", err)
		}
		server, err := newServer(etcd.Endpoints(), loopback)
		if err != nil {
			return nil, err
		}
		ready := func() error { return warm(loopback.Host) }
		return &host.Server{GenericAPIServer: server, Groups: []string{groupVersion.Group}, Ready: ready}, nil
	})
}

// forget gives etcd a past that is forgotten: the first versions are too old, as on a server that has been running for a while.
func forget(etcd *clientv3.Client) error {
	ctx, cancel := context.WithTimeout(context.Background(), host.Patience)
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

func newServer(etcd []string, loopback *clientrest.Config) (*genericserver.GenericAPIServer, error) {
	config, err := host.NewConfig(codecs, loopback)
	if err != nil {
		return nil, err
	}
	storage := storagebackend.NewDefaultConfig(host.Registry, codecs.LegacyCodec(groupVersion))
	storage.Transport.ServerList = etcd
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

// warm waits until each kind can be listed: the first list of a kind waits for its cache.
func warm(origin string) error {
	deadline := time.Now().Add(host.Patience)
	for _, kind := range v1.Kinds {
		if !kind.Kept {
			continue
		}
		for {
			request, _ := http.NewRequest(http.MethodGet, origin+"/apis/"+groupVersion.String()+"/"+kind.Plural+"?resourceVersion=0", nil)
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
