package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A device that keeps what its decoder tells it to keep, and nothing else. */
final class Receiver {
  final FecDecoder decoder;
  final Map<Integer, Bytes> stored = new HashMap<>();
  private final List<Bytes> onAir;

  Receiver(ParityMatrix matrix, int nbFrag, int rowsMax, List<Bytes> onAir) {
    this.decoder = new FecDecoder(matrix.rows(nbFrag), rowsMax);
    this.onAir = onAir;
  }

  Outcome receive(int n) {
    Outcome outcome = decoder.offer(n);
    if (outcome == Outcome.INNOVATIVE) {
      assertThat(stored.put(n, onAir.get(n - 1))).as("fragment %s is stored once", n).isNull();
    }
    return outcome;
  }

  /** Receives in order; the 1-based position that completed the block, 0 for none. */
  int receiveAll(List<Integer> order) {
    int completeAt = 0;
    for (int position = 1; position <= order.size(); position++) {
      receive(order.get(position - 1));
      if (completeAt == 0 && decoder.complete()) {
        completeAt = position;
      }
    }
    return completeAt;
  }

  /** All uncoded fragments, one behind the other, cut to {@code length}. */
  Bytes rebuild(int nbFrag, int fragSize, int length) {
    byte[] block = new byte[nbFrag * fragSize];
    decoder.rebuild(1, nbFrag, this::read, block);
    return Bytes.of(block, 0, length);
  }

  private void read(int n, byte[] into) {
    assertThat(stored).as("what was stored").containsKey(n);
    stored.getOrDefault(n, Bytes.EMPTY).putTo(ByteBuffer.wrap(into));
  }
}
