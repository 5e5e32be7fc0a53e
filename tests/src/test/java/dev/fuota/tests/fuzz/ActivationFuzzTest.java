package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.region.Region;

/** Join and rejoin frames, and beacons. */
class ActivationFuzzTest {
  private static final AesKey KEY = AesKey.fromHex("00112233445566778899aabbccddeeff");
  private static final JoinKeys KEYS = new JoinKeys(KEY, KEY);
  private static final JoinRequest ASKED = new JoinRequest(new Eui(1), new Eui(2), 3);

  /** A request is read, and made again from what was read; an accept is opened or refused. */
  @FuzzTest
  void join(byte[] input) {
    Bytes phy = Bytes.of(input);
    JoinRequest.decode(phy)
        .value()
        .ifPresent(
            request -> {
              request.verify(phy, KEY);
              assertThat(body(request.seal(KEY))).isEqualTo(body(phy));
            });
    RejoinRequest.decode(phy)
        .value()
        .ifPresent(
            request -> {
              request.verify(phy, KEY);
              assertThat(body(request.seal(KEY))).isEqualTo(body(phy));
            });
    for (LorawanVersion version : LorawanVersion.values()) {
      JoinAccept.open(phy, KEYS, ASKED, version);
    }
  }

  /** Without MIC, and without the reserved bits of MHDR, which are sent as 0. */
  private static Bytes body(Bytes phy) {
    byte[] octets = phy.slice(0, phy.length() - 4).toArray();
    octets[0] &= (byte) 0xe3;
    return Bytes.of(octets);
  }

  /** An accept with any clear text and a MIC that holds: it is read, and sent again as the same. */
  @FuzzTest
  void accept(byte[] input) {
    byte[] clear = new byte[input.length < 16 ? 13 : 29];
    System.arraycopy(input, 0, clear, 0, Math.min(input.length, clear.length));
    clear[0] = 0x20;
    JoinAccept accept = JoinAccept.read(Bytes.of(clear));
    for (LorawanVersion version : LorawanVersion.values()) {
      Bytes phy = accept.seal(KEYS, ASKED, version);
      assertThat(JoinAccept.open(phy, KEYS, ASKED, version).value()).contains(accept);
      KEYS.sessionKeys(accept, ASKED, version);
    }
  }

  /** What both checksums cover is sent again as the same. The first octet is the region. */
  @FuzzTest
  void beacon(byte[] input) {
    Octets octets = new Octets(input);
    Region region = Region.ALL.get(octets.next() % Region.ALL.size());
    BeaconLayout layout = BeaconLayout.of(region.beacon());
    Bytes phy = Bytes.of(input, Math.min(1, input.length), Math.max(0, input.length - 1));
    Beacon.decode(layout, phy)
        .value()
        .ifPresent(
            heard -> {
              Bytes again = heard.beacon().encode(layout);
              assertThat(again.length()).isEqualTo(phy.length());
              assertThat(Beacon.decode(layout, again).value())
                  .contains(new Beacon.Heard(heard.beacon(), true, true));
            });
  }
}
