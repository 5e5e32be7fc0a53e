package dev.fuota.tests.bench;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The MIC of a downlink checked and its payload decrypted, as {@link FrameCrypto} does it, and with
 * a cipher in plain Java, keys set up beforehand in both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LorawanBenchmark {
  private static final int BLOCK = 16;
  private static final int F_CNT = 70_000;
  private static final DevAddr ADDRESS = DevAddr.fromHex("26011bda");
  private static final AesKey NWK_S_KEY = AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c");
  private static final AesKey APP_S_KEY = AesKey.fromHex("3c4fcf098815f7aba6d2ae2816157e2b");

  /** Octets of the PHYPayload. */
  @Param({"51", "115", "222"})
  private int length;

  private final FrameCrypto crypto =
      new FrameCrypto(new SessionKeys(NWK_S_KEY, APP_S_KEY), ADDRESS);
  private final CMac cmac = new CMac(AESEngine.newInstance());
  private final BlockCipher aes = AESEngine.newInstance();
  private Bytes phyPayload = Bytes.EMPTY;
  private byte[] received = {};

  /** Makes the frame, and checks that both ways come to the same payload. */
  @Setup
  public void seal() {
    byte[] payload = new byte[length - DataFrame.OVERHEAD];
    Arrays.fill(payload, (byte) 0x5a);
    phyPayload =
        crypto.seal(
            FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, F_CNT, Bytes.EMPTY, 201, Bytes.of(payload));
    received = phyPayload.toArray();
    cmac.init(new KeyParameter(NWK_S_KEY.bytes().toArray()));
    aes.init(true, new KeyParameter(APP_S_KEY.bytes().toArray()));
    if (!Arrays.equals(ours().toArray(), payload) || !Arrays.equals(plainJava(), payload)) {
      throw new AssertionError("the frame that is measured is refused");
    }
  }

  /** From the octets of the frame to its payload, with the runtime's cipher. */
  @Benchmark
  public Bytes ours() {
    DataFrame frame = DataFrame.decode(phyPayload).value().orElseThrow();
    return crypto.open(frame, F_CNT).orElseThrow();
  }

  /** The same with the lightweight engine of Bouncy Castle, and no checks of the form. */
  @Benchmark
  public byte[] plainJava() {
    int micAt = received.length - 4;
    byte[] block = block(0x49, micAt);
    byte[] code = new byte[BLOCK];
    cmac.update(block, 0, BLOCK);
    cmac.update(received, 0, micAt);
    cmac.doFinal(code, 0);
    if (!Arrays.equals(code, 0, 4, received, micAt, received.length)) {
      throw new AssertionError("the MIC does not hold");
    }
    return decrypted(9, micAt - 9);
  }

  private byte[] decrypted(int at, int payloadLength) {
    byte[] payload = Arrays.copyOfRange(received, at, at + payloadLength);
    byte[] counter = block(0x01, 0);
    byte[] stream = new byte[BLOCK];
    for (int i = 0; i < payloadLength; i++) {
      if (i % BLOCK == 0) {
        counter[BLOCK - 1]++;
        aes.processBlock(counter, 0, stream, 0);
      }
      payload[i] ^= stream[i % BLOCK];
    }
    return payload;
  }

  private static byte[] block(int first, int last) {
    ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    block.put((byte) first).putInt(0).put((byte) 1).putInt(ADDRESS.value()).putInt(F_CNT);
    return block.put((byte) 0).put((byte) last).array();
  }
}
