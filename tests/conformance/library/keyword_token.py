# keyword and token: lists and predicates
import keyword
import token

print(keyword.kwlist, len(keyword.kwlist))
print(keyword.softkwlist)
print([keyword.iskeyword(s) for s in ("if", "match", "None", "print", "async", "")], [keyword.issoftkeyword(s) for s in ("match", "case", "_", "type", "if")])
for word in keyword.kwlist:
    try:
        compile(f"{word} = 1", "<k>", "exec")
        print("assignable", word)
    except SyntaxError as e:
        print(word, e.msg)
for word in keyword.softkwlist:
    ns = {}
    exec(f"{word} = 1", ns)
    print(word, ns[word])
print(all(not s.isidentifier() or keyword.iskeyword(s) is (s in keyword.kwlist) for s in ("a", "for", "1")))
print(token.tok_name[token.NAME], token.NAME, token.ENDMARKER, token.OP, token.ISTERMINAL(5), token.ISNONTERMINAL(300), token.ISEOF(0), token.EXACT_TOKEN_TYPES["->"] == token.RARROW, token.N_TOKENS, token.NT_OFFSET)
print(sorted(token.EXACT_TOKEN_TYPES))
print([token.tok_name[i] for i in range(token.N_TOKENS)])
