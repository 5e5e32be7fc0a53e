package dev.fuota.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireSerializerTest {
  private static final ActorSystem<CellReply> SYSTEM =
      ActorSystem.create(
          Behaviors.ignore(),
          "wire",
          new ClusterSettings(
                  new Endpoint("127.0.0.1", 0), Optional.empty(), 1, Optional.empty(), "test")
              .config());

  private static final WireSerializer SERIALIZER =
      new WireSerializer((ExtendedActorSystem) Adapter.toClassic(SYSTEM));

  @AfterAll
  static void end() {
    SYSTEM.terminate();
  }

  private static List<Wire> messages() {
    TreeMap<String, Bytes> files = new TreeMap<>();
    files.put("a.keys", Bytes.of((byte) 0, (byte) -1));
    files.put("ü", Bytes.EMPTY);
    return List.of(
        new CellMessage.Ask(new Job("1", "s", "text ü", files, Optional.of(-5L), "w"), 3, SYSTEM),
        new CellMessage.Ask(new Job("", "", "", new TreeMap<>(), Optional.empty(), ""), 0, SYSTEM),
        new CellMessage.Thanks(new CellMessage.Id("abc", 7)),
        new CellMessage.End(new CellMessage.Id("abc", 8)),
        new CellReply.Working(0, "127.0.0.1:1"),
        new CellReply.Answer(Integer.MAX_VALUE, Bytes.of((byte) 1, (byte) 2)),
        new CellReply.Refused(1, "no"));
  }

  @Test
  @DisplayName("every message comes out as it went in, and Pekko takes this serializer for it")
  void bothWays() throws IOException {
    Serialization all = SerializationExtension.get(Adapter.toClassic(SYSTEM));
    for (Wire message : messages()) {
      byte[] octets = SERIALIZER.toBinary(message);
      assertThat(SERIALIZER.fromBinary(octets, SERIALIZER.manifest(message))).isEqualTo(message);
      assertThat(all.findSerializerFor(message)).isInstanceOf(WireSerializer.class);
    }
  }

  @Test
  @DisplayName(
      "what is cut, too long, changed or of another name is refused; nothing else is thrown")
  void hostile() {
    SplittableRandom random = new SplittableRandom(3);
    for (Wire message : messages()) {
      byte[] octets = SERIALIZER.toBinary(message);
      String manifest = SERIALIZER.manifest(message);
      for (int length = 0; length < octets.length; length++) {
        refused(Arrays.copyOf(octets, length), manifest);
      }
      refused(Arrays.copyOf(octets, octets.length + 1), manifest);
      refused(octets, "java.lang.Runtime");
      for (int i = 0; i < 1000; i++) {
        byte[] changed = octets.clone();
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        try {
          assertThat(SERIALIZER.fromBinary(changed, manifest)).isInstanceOf(Wire.class);
        } catch (NotSerializableException e) {
          assertThat(e).hasMessageStartingWith("message refused");
        }
      }
    }
  }

  private static void refused(byte[] octets, String manifest) {
    assertThatThrownBy(() -> SERIALIZER.fromBinary(octets, manifest))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  @DisplayName("no peer gets an object of Java's own serialisation made")
  void noJavaSerialization() {
    Serialization all = SerializationExtension.get(Adapter.toClassic(SYSTEM));
    assertThat(all.serialize(new ArrayList<>(List.of("x"))).isFailure()).isTrue();
  }

  @Test
  @DisplayName("a small answer does not become a large one")
  void bomb() {
    byte[] bomb = Octets.deflated(new byte[Octets.RESULT_MAX + 1]);
    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> Octets.inflated(bomb)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Octets.inflated(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
  }
}
