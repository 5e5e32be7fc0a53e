package dev.fuota.linux.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A header under Pi4J that writes down what is done to it; its SPI device answers inverted. */
final class FakeHeader {
  final List<String> log = new ArrayList<>();
  final Map<Integer, DigitalState> inputs = new HashMap<>();
  final Set<Integer> refused = new HashSet<>();
  private final Map<Integer, Input> lines = new HashMap<>();
  boolean broken;

  Providers providers() {
    return new Providers(new SpiLines(), new InputLines(), new OutputLines());
  }

  /** Makes an input's level another one, on the thread that calls. */
  void edge(int pin, DigitalState level) {
    inputs.put(pin, level);
    line(pin).changed(level);
  }

  long debounceMicros(int pin) {
    return line(pin).config().getDebounce();
  }

  private Input line(int pin) {
    return Objects.requireNonNull(lines.get(pin));
  }

  private void check(int pin) {
    if (refused.contains(pin)) {
      throw new IllegalStateException("Device or resource busy");
    }
  }

  private final class SpiLines extends SpiProviderBase implements SpiProvider {
    @Override
    public Spi create(SpiConfig config) {
      Spi line = new Line(this, config);
      context.registry().add(line);
      log.add("spi " + config.bus().getBus() + "." + config.chipSelect().getChipSelect());
      return line;
    }
  }

  private final class Line extends SpiBase implements Spi {
    Line(SpiProvider provider, SpiConfig config) {
      super(provider, config);
    }

    @Override
    public int transfer(byte[] out, int outAt, byte[] in, int inAt, int length) {
      log.add("transfer " + length);
      for (int i = 0; i < length; i++) {
        in[inAt + i] = (byte) ~out[outAt + i];
      }
      return broken ? -1 : 0;
    }

    @Override
    public int read() {
      return -1;
    }

    @Override
    public int read(byte[] octets, int at, int length) {
      return -1;
    }

    @Override
    public int write(byte octet) {
      return -1;
    }

    @Override
    public int write(byte[] octets, int at, int length) {
      return -1;
    }
  }

  private final class InputLines extends DigitalInputProviderBase implements DigitalInputProvider {
    @Override
    public DigitalInput create(DigitalInputConfig config) {
      check(config.address());
      Input line = new Input(this, config);
      lines.put(config.address(), line);
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
      return inputs.getOrDefault(config().address(), DigitalState.LOW);
    }

    void changed(DigitalState level) {
      dispatch(new DigitalStateChangeEvent<DigitalInput>(this, level));
    }
  }

  private final class OutputLines extends DigitalOutputProviderBase
      implements DigitalOutputProvider {
    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
      check(config.address());
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
    public DigitalOutput initialize(Context context) throws InitializeException {
      return super.initialize(context);
    }

    @Override
    public DigitalOutput state(DigitalState level) {
      log.add("GPIO" + config().address() + " " + level);
      return super.state(level);
    }
  }
}
