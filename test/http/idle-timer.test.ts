import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IdleTimer } from "../../src/http/idle-timer.ts";

const forever = Number.POSITIVE_INFINITY;

describe("an idle timer", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test("reacts once a span is too long, however many short ones came before", () => {
    const react = vi.fn();
    const timer = new IdleTimer(() => 1000, react);
    for (let span = 0; span < 20; span++) {
      timer.begin();
      vi.advanceTimersByTime(900);
      expect(timer.end()).toBe(900);
    }
    expect(react).not.toHaveBeenCalled();
    timer.begin();
    vi.advanceTimersByTime(1000);
    expect(react).toHaveBeenCalledTimes(1);
  });

  test("takes a limit that changes meanwhile", () => {
    const react = vi.fn();
    let limit = 1000;
    const timer = new IdleTimer(() => limit, react);
    timer.begin();
    limit = 5000;
    vi.advanceTimersByTime(4999);
    expect(react).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(react).toHaveBeenCalledTimes(1);
    timer.close();
  });

  test("is one timer at a time, and none between spans", () => {
    const timer = new IdleTimer(
      () => 1000,
      () => undefined,
    );
    for (let span = 0; span < 20; span++) {
      timer.begin();
      timer.end();
    }
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("without a limit it is no timer", () => {
    const timer = new IdleTimer(
      () => forever,
      () => undefined,
    );
    timer.begin();
    expect(vi.getTimerCount()).toBe(0);
    timer.close();
  });

  test("closing takes the timer away", () => {
    const timer = new IdleTimer(
      () => 1000,
      () => undefined,
    );
    timer.begin();
    timer.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
