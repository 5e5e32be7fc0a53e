package dev.fuota.linux.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.io.spi.SpiProviderBase;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Pins;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.emulators.sx127x.Sx127xChip;
import dev.fuota.hal.radio.RadioBus.Antenna;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A board with an emulated chip under Pi4J: its SPI device and its pins, as they are wired. Edges
 * come on a thread of their own, as Pi4J's do. A board whose supply pins are not driven, or whose
 * chip select is not low, has no chip.
 */
final class EmulatedHeader implements AutoCloseable {
  /** The part of a chip that SPI reaches. */
  private interface Shift {
    byte[] exchange(byte[] out, int offset, int length);
  }

  private final Pins pins;
  private final Shift shift;
  private final Consumer<Antenna> antenna;
  private final Map<Integer, BooleanSupplier> levels = new HashMap<>();
  private final Map<Integer, Consumer<Boolean>> driven = new HashMap<>();
  private final Map<Integer, Boolean> outputs = new HashMap<>();
  private final Map<Integer, Input> inputs = new HashMap<>();
  private final ExecutorService kernel =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "edges"));

  private EmulatedHeader(Board board, Shift shift, Consumer<Antenna> antenna) {
    this.pins = board.pins();
    this.shift = shift;
    this.antenna = antenna;
    wire(pins.rxEnable(), high -> switchAntenna());
    wire(pins.txEnable(), high -> switchAntenna());
  }

  static EmulatedHeader with(Board board, Sx126xChip chip) {
    EmulatedHeader header = new EmulatedHeader(board, chip::exchange, chip::antenna);
    Pins pins = board.pins();
    header.levels.put(pins.irq(), chip::dio1);
    header.levels.put(pins.busy().orElseThrow(), chip::busy);
    header.wire(pins.reset(), high -> chip.reset(!high));
    chip.onInterrupt(() -> header.rise(pins.irq()));
    return header;
  }

  static EmulatedHeader with(Board board, Sx127xChip chip) {
    EmulatedHeader header = new EmulatedHeader(board, chip::exchange, chip::antenna);
    Pins pins = board.pins();
    header.levels.put(pins.irq(), chip::dio0);
    pins.dio1().ifPresent(pin -> header.levels.put(pin, chip::dio1));
    header.wire(pins.reset(), high -> chip.reset(!high));
    chip.onInterrupt(() -> header.rise(chip.dio0() ? pins.irq() : pins.dio1().orElse(pins.irq())));
    return header;
  }

  private void wire(OptionalInt pin, Consumer<Boolean> to) {
    pin.ifPresent(number -> driven.put(number, to));
  }

  private void switchAntenna() {
    boolean receive = isHigh(pins.rxEnable());
    boolean transmit = isHigh(pins.txEnable());
    antenna.accept(receive ? Antenna.RECEIVE : transmit ? Antenna.TRANSMIT : Antenna.OFF);
  }

  private boolean isHigh(OptionalInt pin) {
    return pin.isPresent() && outputs.getOrDefault(pin.getAsInt(), false);
  }

  private void rise(int pin) {
    Input line = inputs.get(pin);
    if (line != null) {
      kernel.execute(line::rise);
    }
  }

  private boolean isSelected() {
    boolean supplied = pins.enable().stream().allMatch(pin -> outputs.getOrDefault(pin, false));
    boolean low = !outputs.getOrDefault(pins.chipSelect().number(), true);
    return supplied && (!pins.chipSelect().gpio() || low);
  }

  Providers providers() {
    return new Providers(new SpiLines(), new InputLines(), new OutputLines());
  }

  @Override
  public void close() {
    kernel.shutdownNow();
  }

  private final class SpiLines extends SpiProviderBase implements SpiProvider {
    @Override
    public Spi create(SpiConfig config) {
      Spi line = new Line(this, config);
      context.registry().add(line);
      return line;
    }
  }

  private final class Line extends SpiBase implements Spi {
    Line(SpiProvider provider, SpiConfig config) {
      super(provider, config);
    }

    @Override
    public int transfer(byte[] out, int outAt, byte[] in, int inAt, int length) {
      byte[] answer = isSelected() ? shift.exchange(out, outAt, length) : new byte[length];
      System.arraycopy(answer, 0, in, inAt, length);
      return length;
    }

    @Override
    public int read() {
      byte[] octet = new byte[1];
      return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int at, int length) {
      return transfer(new byte[length], 0, octets, at, length);
    }

    @Override
    public int write(byte octet) {
      return write(new byte[] {octet}, 0, 1);
    }

    @Override
    public int write(byte[] octets, int at, int length) {
      return transfer(octets, at, new byte[length], 0, length);
    }
  }

  private final class InputLines extends DigitalInputProviderBase implements DigitalInputProvider {
    @Override
    public DigitalInput create(DigitalInputConfig config) {
      Input line = new Input(this, config);
      inputs.put(config.address(), line);
      context.registry().add(line);
      return line;
    }
  }

  private final class Input extends DigitalInputBase implements DigitalInput {
    Input(DigitalInputProvider provider, DigitalInputConfig config) {
      super(provider, config);
    }

    @Override
    public DigitalState state() {
      boolean high = levels.getOrDefault(config().address(), () -> false).getAsBoolean();
      return high ? DigitalState.HIGH : DigitalState.LOW;
    }

    void rise() {
      dispatch(new DigitalStateChangeEvent<DigitalInput>(this, DigitalState.HIGH));
    }
  }

  private final class OutputLines extends DigitalOutputProviderBase
      implements DigitalOutputProvider {
    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
      DigitalOutput line = new Output(this, config);
      context.registry().add(line);
      return line;
    }
  }

  private final class Output extends DigitalOutputBase implements DigitalOutput {
    Output(DigitalOutputProvider provider, DigitalOutputConfig config) {
      super(provider, config);
    }

    @Override
    public DigitalOutput state(DigitalState level) {
      int pin = config().address();
      outputs.put(pin, level.isHigh());
      driven.getOrDefault(pin, high -> {}).accept(level.isHigh());
      return super.state(level);
    }
  }
}
