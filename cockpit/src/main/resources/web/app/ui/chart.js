import { html } from 'lit';
import { Element } from '../element.js';

/** On its way while the page still asks for what the chart shows. */
const echarts = import('./echarts.js');

/**
 * A chart. `option` is what ECharts takes, without colours of text and axes, which follow the theme, or a function that
 * makes it of the theme's colours by name; `label` says in words what is seen, for those who do not see it.
 */
class Chart extends Element {
  static properties = { option: { attribute: false }, label: { type: String }, height: { type: Number } };

  option = {};
  label = '';
  height = 240;
  #chart = null;
  #size = new ResizeObserver(() => this.#chart?.resize());
  #themed = () => this.#draw();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('settings', this.#themed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('settings', this.#themed);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  render() {
    return html`<div class="chart" role="img" aria-label=${this.label}></div>`;
  }

  updated() {
    this.#draw();
  }

  async #draw() {
    const { init } = await echarts;
    const canvas = this.querySelector('.chart');
    if (!this.isConnected || !canvas) {
      return;
    }
    if (!this.#chart) {
      canvas.style.height = `${this.height}px`;
      this.#chart = init(canvas);
      this.#size.observe(canvas);
    }
    this.#chart.setOption(themed(this.option, getComputedStyle(this)), { notMerge: true });
  }
}

function themed(given, style) {
  const colour = name => style.getPropertyValue(name).trim();
  const option = typeof given === 'function' ? given(colour) : given;
  const axis = {
    axisLabel: { color: colour('--quiet') },
    axisLine: { lineStyle: { color: colour('--line') } },
    splitLine: { lineStyle: { color: colour('--line') } },
    nameTextStyle: { color: colour('--quiet') },
  };
  const both = given => ({ ...axis, ...given, axisLabel: { ...axis.axisLabel, ...given.axisLabel } });
  const axes = one => (one === undefined ? one : [one].flat().map(both));
  return {
    animation: false,
    color: [colour('--accent'), colour('--second'), colour('--third'), colour('--loss'), colour('--quiet')],
    textStyle: { color: colour('--text') },
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    ...option,
    xAxis: axes(option.xAxis),
    yAxis: axes(option.yAxis),
    legend: option.legend && { textStyle: { color: colour('--text') }, top: 0, ...option.legend },
    // As text on the canvas: pages may hold no styles of their own.
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, ...option.tooltip },
  };
}

customElements.define('p-chart', Chart);
