package dev.fuota.cluster;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Lets only nodes of the same version into a cluster. */
public final class SameVersion extends JoinConfigCompatChecker {
  static final String KEY = "fuota.cluster.version";

  /** Made by Pekko. */
  public SameVersion() {}

  @Override
  public Seq<String> requiredKeys() {
    return CollectionConverters.asScala(List.of(KEY)).toSeq();
  }

  @Override
  public ConfigValidation check(Config joining, Config ours) {
    return fullMatch(requiredKeys(), joining, ours);
  }
}
