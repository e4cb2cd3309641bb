"""What a hostile template would try: each reads a file, runs a command, reads the surroundings, or changes our words.

CANARY stands for the path of a file with a secret, MADE for a file that must not come to be.
"""

JINJA = {
    "the classes of a word": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the same as an entry": "{{ ''['__class__']['__mro__'] }}",
    "the same by attr": "{{ ''|attr('__class__')|attr('__base__') }}",
    "a name in escapes": r"{{ ()|attr('\x5f\x5fclass\x5f\x5f')|attr('\x5f\x5fbase\x5f\x5f') }}",
    "a name in letters of another width": "{{ ''.\uff3f\uff3fclass\uff3f\uff3f }}",
    "a name put together": "{{ ''|attr(['__cla', 'ss__']|join) }}",
    "a name put together by format": "{{ ''|attr('%sclass%s'|format('__', '__')) }}",
    "format": "{{ '{0.__class__.__mro__}'.format(paper) }}",
    "format by attr": "{{ '{0.__class__.__init__.__globals__}'|attr('format')(paper) }}",
    "format kept for later": "{% set f = '{0.__class__.__init__.__globals__}'.format %}{{ f(paper) }}",
    "format_map": "{{ '{x.__class__.__init__.__globals__}'.format_map({'x': paper}) }}",
    "format by map": (
        "{% set f = ['{0.__class__.__init__.__globals__}']|map(attribute='format')|first %}{{ f(paper) }}"
    ),
    "lipsum": "{{ lipsum.__globals__['os'].popen('touch MADE').read() }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('touch MADE').read() }}",
    "joiner": "{{ joiner.__init__.__globals__.os.environ }}",
    "namespace": "{{ namespace.__init__.__globals__['__builtins__'].open('CANARY').read() }}",
    "self": "{{ self._TemplateReference__context.environment.loader.searchpath }}{{ self.__init__.__globals__ }}",
    "what other frameworks hand out": "{{ config.__class__.from_envvar.__globals__ }}{{ request.environ }}",
    "the builtins by name": "{{ open('CANARY').read() }}{{ __builtins__.open('CANARY').read() }}",
    "a module by name": "{{ __import__('os').system('touch MADE') }}",
    "range and dict as classes": "{{ range.__class__.__base__ }}{{ dict.mro()[-1].__subclasses__() }}",
    "an attribute by map": "{{ [paper]|map(attribute='__class__.__init__.__globals__')|list }}",
    "attr by map": "{{ [paper]|map('attr', '__class__')|map('attr', '__init__')|list }}",
    "an attribute by sort, sum and groupby": (
        "{{ [paper, paper]|sort(attribute='__class__')|list }}{{ [paper]|sum('__class__') }}"
        "{{ [paper]|groupby('__class__.__init__.__globals__') }}"
    ),
    "an attribute by selectattr": "{{ [paper]|selectattr('__class__.__init__.__globals__.sys')|map('string')|list }}",
    "include by its place": "{% include 'CANARY' %}",
    "include by going up": "{% include '../secret.txt' %}{% include '../../../../../../etc/passwd' %}",
    "include whichever there is": "{% include ['nothing', 'CANARY', '..\\\\secret.txt'] ignore missing %}",
    "include a link that leads out": "{% include 'link.txt' %}",
    "import and extend": "{% import 'CANARY' as x %}{% extends '../secret.txt' %}",
    "our words taken away": "{{ labels.clear() }}{{ labels.pop('date') }}{{ labels.update(date='CANARY') }}",
    "our lists lengthened": "{% set x = [] %}{{ x.append(1) }}{% set d = {} %}{{ d.setdefault('a', 1) }}",
    "the view set": "{% set paper.kind = 'x' %}",
    "a namespace that becomes another": "{% set n = namespace() %}{% set n.__class__ = dict %}{{ n.__dict__ }}",
    "debug and do": "{% debug %}{% do labels.clear() %}",
    "the frame of a generator": "{{ ([paper]|map('string')).gi_frame.f_globals }}",
    "the function of a macro": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m.__globals__ }}{{ m._func }}",
    "the loop": "{% for x in [1] %}{{ loop.__init__.__globals__ }}{{ loop._iterator }}{% endfor %}",
    "what is not defined": "{{ (nothing|default(paper)).__class__ }}{{ nothing.__class__.__init__.__globals__ }}",
    "the view's own ways": "{{ paper.__reduce_ex__(4) }}{{ paper.__dataclass_fields__ }}{{ paper.__getstate__() }}",
    "a word's bound ways": "{{ ''.join.__self__.__class__ }}{{ paper.kind.encode.__func__ }}",
    "a filter over a block": "{% filter attr('__class__') %}x{% endfilter %}",
    "a block above": "{% block b %}{{ super.__init__ }}{{ self.b.__globals__ }}{% endblock %}",
    "a pickle of our own": "{{ paper.__class__.__reduce__ }}{{ ''|attr('__doc__') }}{{ context.__class__ }}",
}
CONTROL = "{{ 7 * 191 }}"
"""What shows that a place fills in what stands there."""
FILLED_IN = "1337"

TYPST = {
    "read by its place": '#read("CANARY")',
    "read by going up": '#read("../secret.txt")#read("/../secret.txt")',
    "read the system's files": '#read("/etc/passwd")',
    "read through a link": '#read("link.txt")',
    "image": '#image("CANARY")',
    "image of bytes": '#image(read("CANARY", encoding: none))',
    "a picture in a picture": "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
    "<image href='file://CANARY' width='9' height='9'/></svg>\"), format: \"svg\")",
    "include": '#include "CANARY"',
    "import": '#import "../secret.txt": *',
    "plugin": '#plugin("CANARY")',
    "json, yaml, toml, csv, xml, cbor": '#json("CANARY")#yaml("CANARY")#toml("CANARY")#csv("CANARY")#xml("CANARY")',
    "bibliography": '#bibliography("CANARY")',
    "a package from the network": '#import "@preview/cetz:0.3.0"',
    "a package of the machine": '#import "@local/secret:0.1.0": *',
    "a package asked for in secret": '#eval("import \\"@pre" + "view/cetz:0.3.0\\": *")',
    "eval": '#eval("read(\\"CANARY\\")")',
    "attach": '#pdf.attach("CANARY")',
    "what stands around": "#sys.inputs.at(\"PATH\")#sys.environ",
}  # fmt: skip
