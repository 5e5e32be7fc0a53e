package dev.fuota.server.firmware;

import static dev.fuota.server.firmware.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.SigningKey;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormMakerTest {
  private final FormMaker maker = new FormMaker(Samples.ED25519);
  private final WholeImage fresh = WholeImage.made(image(2));
  private final WholeImage base = WholeImage.made(image(1));
  private int made;

  /** Makes a delta from one image to another, whatever it is asked for. */
  private final class Stubborn implements Recipe {
    private final Bytes from;
    private final Bytes to;
    private final SigningKey signer;

    Stubborn(Bytes from, Bytes to, SigningKey signer) {
      this.from = from;
      this.to = to;
      this.signer = signer;
    }

    @Override
    public String name() {
      return "stubborn";
    }

    @Override
    public boolean isDelta() {
      return true;
    }

    @Override
    public Bytes make(WholeImage wanted, Optional<WholeImage> running, SigningKey key) {
      made++;
      return PackageBuilder.build(
              PackageKind.DETOOLS,
              DetoolsCompression.NONE.code(),
              DeltaMaker.detools(from, to, DetoolsCompression.NONE),
              Optional.of(from),
              to,
              signer)
          .value()
          .orElseThrow();
    }
  }

  private Optional<Made> make(Bytes from, Bytes to, SigningKey signer) {
    return maker.make(new Stubborn(from, to, signer), fresh, Optional.of(base));
  }

  @Test
  @DisplayName("(TR-02) a file that does not become the image from that base is not offered")
  void whatIsWrongIsNotOffered() {
    assertThat(make(image(1), image(2), Samples.ED25519)).isPresent();
    assertThat(make(image(0), image(2), Samples.ED25519)).as("another base").isEmpty();
    assertThat(make(image(1), image(3), Samples.ED25519)).as("another result").isEmpty();
    assertThat(make(image(1), image(2), Samples.P256)).as("another signer").isEmpty();
  }

  @Test
  @DisplayName("(TR-01) a delta is made once per base")
  void once() {
    Recipe recipe = new Stubborn(image(1), image(2), Samples.ED25519);
    Optional<Made> first = maker.make(recipe, fresh, Optional.of(base));
    Optional<Made> second = maker.make(recipe, WholeImage.made(image(2)), Optional.of(base));
    assertThat(second.orElseThrow()).isSameAs(first.orElseThrow());
    assertThat(made).isEqualTo(1);
    maker.make(recipe, fresh, Optional.of(WholeImage.made(image(0))));
    assertThat(made).isEqualTo(2);
  }
}
