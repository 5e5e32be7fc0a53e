package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.explain.MsuExplanation;
import dev.fuota.protocol.msu.CommissioningFile;
import dev.fuota.protocol.msu.DataView;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.secure.ManifestFooter;

/** Datagrams and files of Mass Software Upgrade. */
class MsuFuzzTest {
  private static final MsuLimits LIMITS =
      MsuLimits.defaults().fromLocal().withOlderClients().withProfile(Profile.CODED);
  private static final FileContext FILE = new FileContext(1, new FileGeometry(95, 4, 10));

  // MSU-X02
  @FuzzTest
  void datagram(byte[] input) {
    Bytes datagram = Bytes.of(input);
    MsuDecoder decoder = new MsuDecoder(LIMITS);
    decoder
        .decode(datagram)
        .accepted()
        .ifPresent(
            message -> assertThat(decoder.decode(message.encoded()).accepted()).contains(message));
    assertThat(MsuExplanation.of(datagram, LIMITS).datagram()).isEqualTo(datagram);
    int answer = DataView.check(datagram.asBuffer(), LIMITS, FILE);
    if (answer != DataView.OTHER_MESSAGE) {
      MsuDecoded decoded = decoder.decode(datagram.asBuffer(), FILE);
      assertThat(answer == DataView.GOOD).isEqualTo(decoded instanceof MsuDecoded.Ok);
    }
  }

  @FuzzTest
  void commissioningFile(byte[] input) {
    if (CommissioningFile.read(Bytes.of(input)) instanceof CommissioningFile.Loaded.Ok ok) {
      assertThat(CommissioningFile.read(CommissioningFile.write(ok.get()))).isEqualTo(ok);
    }
  }

  @FuzzTest
  void manifestFooter(byte[] input) {
    ManifestFooter.read(Bytes.of(input), input.length)
        .ifPresent(
            footer -> {
              Bytes encoded = footer.encoded();
              long size = encoded.length() + footer.content().payloadLength();
              assertThat(ManifestFooter.read(encoded, size)).contains(footer);
            });
  }
}
