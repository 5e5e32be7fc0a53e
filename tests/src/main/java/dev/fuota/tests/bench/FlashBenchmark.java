package dev.fuota.tests.bench;

import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** What a torture run asks of the simulated flash, which is full of old content. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FlashBenchmark {
  private static final int KIB = 1024;
  private static final int SLOT = 64 * KIB;

  @Param({"STM32L4", "NRF52840", "MX25R64"})
  String part = "STM32L4";

  private final PowerSupply power = new PowerSupply(1);
  private final byte[] slot = new byte[SLOT];
  private final byte[] there = new byte[SLOT];
  private NorFlash full = new NorFlash(FlashProfile.STM32L4, power);

  /** Fills a part. */
  @Setup
  public void fill() {
    FlashProfile profile = profile();
    byte[] content = new byte[profile.geometry().size()];
    new SplittableRandom(1).nextBytes(content);
    new SplittableRandom(2).nextBytes(slot);
    full = NorFlash.holding(profile, content, power);
  }

  private FlashProfile profile() {
    return switch (part) {
      case "STM32L4" -> FlashProfile.STM32L4;
      case "NRF52840" -> FlashProfile.NRF52840;
      default -> FlashProfile.MX25R64;
    };
  }

  /** A snapshot. */
  @Benchmark
  public NorFlash fork() {
    return full.fork(power);
  }

  /** A snapshot and its first change, which pays for what was shared. */
  @Benchmark
  public NorFlash forkAndErase() {
    NorFlash fork = full.fork(power);
    fork.erase(1);
    return fork;
  }

  /** A snapshot, one sector erased in it, and 1 KiB programmed there. */
  @Benchmark
  public NorFlash forkEraseAndProgram1KiB() {
    NorFlash fork = full.fork(power);
    fork.erase(0);
    fork.program(0, ByteBuffer.wrap(slot, 0, KIB));
    return fork;
  }

  /** A slot of 64 KiB read at once. */
  @Benchmark
  public byte read64KiB() {
    full.read(0, ByteBuffer.wrap(there));
    return there[SLOT - 1];
  }

  /** A run of a torture: a snapshot, 64 KiB erased and programmed by 1 KiB, and read twice. */
  @Benchmark
  public byte run64KiB() {
    NorFlash fork = full.fork(power);
    int sector = full.geometry().sectorSize();
    for (int i = 0; i < SLOT / sector; i++) {
      fork.erase(i);
    }
    for (int at = 0; at < SLOT; at += KIB) {
      fork.program(at, ByteBuffer.wrap(slot, at, KIB));
    }
    fork.read(0, ByteBuffer.wrap(there));
    fork.read(0, ByteBuffer.wrap(there));
    return there[SLOT - 1];
  }
}
