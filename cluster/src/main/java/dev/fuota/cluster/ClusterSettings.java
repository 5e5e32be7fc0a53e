package dev.fuota.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a process takes part in a cluster.
 *
 * @param listen where it is reached
 * @param join a node of the cluster; empty: it begins one
 * @param threads cells that it runs at the same time; 0: none
 * @param key what nodes know each other by; empty: nothing, everybody who reaches it may join
 * @param version of the product
 */
record ClusterSettings(
    Endpoint listen, Optional<Endpoint> join, int threads, Optional<Key> key, String version) {
  private static final String SSL = "pekko.remote.artery.ssl.config-ssl-engine.";

  /**
   * A PKCS #12 file with one private key and its certificate, the same on all nodes.
   *
   * @param password of the file and of the key
   */
  record Key(Path file, String password) {
    @Override
    public String toString() {
      return file + " (***)";
    }
  }

  /** As Pekko reads it. */
  Config config() {
    Map<String, Object> values = new HashMap<>();
    values.put("pekko.remote.artery.canonical.hostname", listen.host());
    values.put("pekko.remote.artery.canonical.port", listen.port());
    values.put("pekko.cluster.roles", roles());
    values.put(SameVersion.KEY, version);
    values.put("pekko.remote.artery.transport", key.isPresent() ? "tls-tcp" : "tcp");
    key.ifPresent(
        it -> {
          values.put(SSL + "key-store", it.file().toString());
          values.put(SSL + "trust-store", it.file().toString());
          values.put(SSL + "key-store-password", it.password());
          values.put(SSL + "key-password", it.password());
          values.put(SSL + "trust-store-password", it.password());
          values.put(SSL + "require-mutual-authentication", "on");
        });
    ClassLoader loader = ClusterSettings.class.getClassLoader();
    return ConfigFactory.parseMap(values)
        .withFallback(ConfigFactory.parseResources(loader, "dev/fuota/cluster/node.conf"))
        .withFallback(ConfigFactory.defaultReference(loader))
        .resolve();
  }

  private List<String> roles() {
    List<String> roles = new ArrayList<>();
    if (threads > 0) {
      roles.add(CellPlace.ROLE);
      roles.add(Nodes.role(threads));
    }
    return roles;
  }
}
